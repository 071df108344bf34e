CREATE DATABASE IF NOT EXISTS {{name}} CHARACTER SET utf8mb3;
GRANT ALL ON {{name}}.* TO 'cloud'@'{{host}}' IDENTIFIED BY '{{password}}';
