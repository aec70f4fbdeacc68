#!/bin/sh
# A backup of the bot that compose.yaml runs, into the volume's folder backups; those of more than thirty days ago are
# removed. The embedded database belongs to one process at a time, so that the bot stands still meanwhile, for some
# seconds. With a PostgreSQL it goes on: set COMPOSE_FILE, as `docker compose` wants it, and BOT_STAYS=1.
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${BOT_STAYS:-}" ]; then
  # Whatever becomes of the backup, the bot runs again.
  trap 'docker compose start bot' EXIT
  docker compose stop bot
fi
docker compose run --rm backup
docker compose run --rm --no-deps backup find /data/backups -name 'counterpart-*.gz' -mtime +30 -delete
