-- Once, as a superuser of an ordinary PostgreSQL (15 to 18), in psql: the role as which `hengjian migrate` and
-- `hengjian up` log in (HENGJIAN_DATABASE_URL), and the database that it owns. It is no superuser. From here on the
-- command line makes the rest and keeps it so:
--
--   hengjian_owner       owns the five schemas; migrations run as this role
--   hengjian_directory   reads and writes rows of the schema directory, and nothing else; likewise
--   hengjian_targets, hengjian_supervision, hengjian_appraisal, hengjian_personnel
--
-- Role names belong to the whole server: one installation a server.
CREATE ROLE hengjian_admin LOGIN CREATEROLE PASSWORD 'choose one';
CREATE DATABASE hengjian OWNER hengjian_admin ENCODING 'UTF8' TEMPLATE template0;
