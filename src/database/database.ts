import type { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A PostgreSQL server, or PostgreSQL inside this process. */
export type Database =
  | {
      readonly kind: 'server';
      readonly db: Kysely<Tables>;
      /** The queue keeps its own connections. */
      readonly url: string;
      close(): Promise<void>;
    }
  | {
      readonly kind: 'embedded';
      readonly db: Kysely<Tables>;
      readonly pglite: PGlite;
      close(): Promise<void>;
    };
