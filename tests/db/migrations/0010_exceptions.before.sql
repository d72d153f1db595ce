update accounts set recovery_hashes = '{aa,bb}';
