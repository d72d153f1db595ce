#!/bin/sh
# Measures one machine and sends what it found to Sekisho. Run it once a day, as root, from cron:
#   SEKISHO_URL=https://sekisho.example SEKISHO_TOKEN_FILE=/etc/sekisho/token ITEM_BACKUP=watch/backup collect.sh
# An item is measured where its name is given: ITEM_PATCHES, ITEM_BACKUP, ITEM_ANTIVIRUS, ITEM_LOGS.
# Each measurement may be replaced by a command of your own: MEASURE_PATCHES and so on; it prints the value as JSON.
# Exit status: 0 sent, 1 not sent, 2 not set up.
set -eu
umask 077

fail() {
  printf '%s\n' "collect.sh: $2" >&2
  exit "$1"
}

url=${SEKISHO_URL:-}
token_file=${SEKISHO_TOKEN_FILE:-/etc/sekisho/token}
[ -n "$url" ] || fail 2 'SEKISHO_URL is missing'
[ -r "$token_file" ] || fail 2 "$token_file cannot be read"
# Whoever reads the token answers in the name of this machine.
case $(ls -ld -- "$token_file") in
-r[w-]-------*) ;;
*) fail 2 "$token_file may be read by others: chmod 600 $token_file" ;;
esac

# How many updates wait to be installed.
measure_patches() {
  if command -v apt-get >/dev/null 2>&1; then
    apt-get -s -q upgrade 2>/dev/null | grep -c '^Inst ' || :
  elif command -v dnf >/dev/null 2>&1; then
    dnf -q check-update 2>/dev/null | grep -c '^[^ ]' || :
  else
    fail 1 'no way to count updates: set MEASURE_PATCHES'
  fi
}

# Whether the file that a backup leaves behind (BACKUP_FILE) is younger than a day and not empty.
measure_backup() {
  file=${BACKUP_FILE:?BACKUP_FILE is missing}
  if [ -n "$(find "$file" -prune -size +0 -mtime -1 2>/dev/null)" ]; then echo true; else echo false; fi
}

# Whether the signatures of ClamAV (ANTIVIRUS_FOLDER) are younger than a day.
measure_antivirus() {
  folder=${ANTIVIRUS_FOLDER:-/var/lib/clamav}
  if [ -n "$(find "$folder" -name 'daily.c*' -mtime -1 2>/dev/null)" ]; then echo true; else echo false; fi
}

# How many per cent of the file system of the logs (LOG_FOLDER) are used.
measure_logs() {
  df -P "${LOG_FOLDER:-/var/log}" | awk 'NR == 2 { sub("%", "", $5); print $5 }'
}

now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
answers=
add() {
  item=$1 own=$2 builtin=$3
  [ -n "$item" ] || return 0
  if [ -n "$own" ]; then value=$(sh -c "$own"); else value=$($builtin); fi
  [ -n "$value" ] || fail 1 "$item was not measured"
  answers="${answers:+$answers,}{\"item\":\"$item\",\"value\":$value,\"measuredAt\":\"$now\"}"
}
add "${ITEM_PATCHES:-}" "${MEASURE_PATCHES:-}" measure_patches
add "${ITEM_BACKUP:-}" "${MEASURE_BACKUP:-}" measure_backup
add "${ITEM_ANTIVIRUS:-}" "${MEASURE_ANTIVIRUS:-}" measure_antivirus
add "${ITEM_LOGS:-}" "${MEASURE_LOGS:-}" measure_logs
[ -n "$answers" ] || fail 2 'no item is named: set ITEM_BACKUP or another'

body="{\"answers\":[$answers]}"
# What is sent again is the same request: the key is made of the day and of what is said.
key=$(date +%Y-%m-%d)-$(printf '%s' "$body" | cksum | tr ' ' '-')

# The token goes through a file, never through the list of processes.
config=$(mktemp)
reply=$(mktemp)
trap 'rm -f "$config" "$reply"' EXIT
printf 'header = "Authorization: Bearer %s"\n' "$(cat "$token_file")" >"$config"
status=$(printf '%s' "$body" | curl --silent --show-error --config "$config" \
  --retry "${RETRIES:-5}" --retry-delay "${RETRY_DELAY:-30}" --retry-connrefused --max-time 60 \
  --header 'Content-Type: application/json' --header "Idempotency-Key: $key" \
  --data-binary @- --output "$reply" --write-out '%{http_code}' "$url/api/machine/answers") || fail 1 "$url cannot be reached"
case $status in
200) cat "$reply" && echo ;;
*) fail 1 "$url says $status: $(cat "$reply")" ;;
esac
