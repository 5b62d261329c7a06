-- Once, as a superuser of an ordinary PostgreSQL (15 to 18), in psql: the role as which `hengjian migrate` and
-- `hengjian up` log in (HENGJIAN_DATABASE_URL), and the database that it owns. It is no superuser. From here on the
-- command line makes the rest and keeps it so:
--
--   hengjian_<name>_owner       owns the five schemas; migrations run as this role
--   hengjian_<name>_directory   reads and writes rows of the schema directory, and nothing else; likewise
--   hengjian_<name>_targets, ..._supervision, ..._appraisal, ..._personnel
--
-- <name> is the installation's (HENGJIAN_INSTALLATION), because roles belong to the whole server.
CREATE ROLE hengjian_admin LOGIN CREATEROLE PASSWORD 'choose one';
CREATE DATABASE hengjian OWNER hengjian_admin ENCODING 'UTF8' TEMPLATE template0;
