-- An act changes when a case is due. An index of it would turn every act into new entries in all indexes of the case, the one for searching among them;
-- cases past their time are found by their open tasks.
drop index cases_due;
