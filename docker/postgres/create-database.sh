#!/bin/sh
# Runs once, when the database is made: a role for Guildhall that is no superuser, and owns its database alone.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" --username postgres <<'SQL'
CREATE ROLE guildhall LOGIN PASSWORD :'password';
CREATE DATABASE guildhall OWNER guildhall;
SQL
