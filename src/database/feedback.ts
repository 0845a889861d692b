import { type Kysely, sql } from 'kysely';
import type { Feedback } from '../enrollment/ports.ts';
import type { Tables } from './tables.ts';

export function createFeedback(db: Kysely<Tables>, now: () => Date): Feedback {
  return {
    async record(symptom, helped) {
      await sql`insert into symptom_feedback (symptom, helped, at) values (${symptom}, ${helped}, ${now()})`.execute(
        db,
      );
    },
  };
}
