import { always } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Databases and queues: servers and clients. */
export const databases: Family = {
  'mysql psql mongo mongosh': { unprompted: 'command', asks: 'database' },
  'mariadb sqlite3 cqlsh influx ksql': { asks: 'database' },
  'mysqladmin mysqldump pg_dump rabbitmqctl': { unprompted: 'command' },
  'mysqld postgres redis-server mongod': { endless: always },
  'redis-cli': { unprompted: 'command', asks: 'interpreter' },
};
