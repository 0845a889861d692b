import type { Verification } from '../helpdesk/case.ts';
import type { MethodView, PersonView } from '../helpdesk/reply-views.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { type Words, words } from './words.ts';

/** "1 hour", "90 minutes", "2 days". */
export function durationWords(minutes: number, text: Text): Words {
  if (minutes % 1440 === 0) return text.say('helpdesk.duration.days', { count: minutes / 1440 });
  if (minutes % 60 === 0) return text.say('helpdesk.duration.hours', { count: minutes / 60 });
  return text.say('helpdesk.duration.minutes', { count: minutes });
}

/** How long somebody has been waiting: exact as far as it matters. */
export function waitWords(minutes: number, text: Text): Words {
  if (minutes < 120) return text.say('helpdesk.duration.minutes', { count: Math.max(0, Math.round(minutes)) });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? text.say('helpdesk.duration.hours', { count: hours })
    : text.say('helpdesk.duration.days', { count: Math.round(hours / 24) });
}

export function methodWords({ kind, name, createdAt }: MethodView, text: Text): Words {
  const what = text.say(`helpdesk.method.${kind}`);
  const values = { what: { own: what }, name: name ?? '', day: createdAt ? text.date(createdAt, 'day') : '' };
  const key = name ? 'named' : 'unnamed';
  return text.say(`helpdesk.method-line.${key}${createdAt ? '-since' : ''}`, values);
}

type Who = Pick<PersonView, 'name' | 'upn' | 'title' | 'department' | 'createdAt'>;

/** Whom it is about: the user name, and what tells people of the same name apart. */
export function whoWords(person: Who, text: Text): NonNullable<View['who']> {
  return { name: text.say('helpdesk.person.name', { name: person.name }), details: personDetails(person, text) };
}

export function personDetails({ upn, title, department, createdAt }: Omit<Who, 'name'>, text: Text): readonly Words[] {
  const parts = [
    ...[title, department].flatMap((part) => (part ? [text.say('helpdesk.person.part', { part })] : [])),
    ...(createdAt ? [text.say('helpdesk.person.since', { day: text.date(createdAt, 'day') })] : []),
  ];
  return [text.say('helpdesk.person.upn', { upn }), ...(parts.length > 0 ? [words(parts.join(' · '))] : [])];
}

/** Where no more than the name is known, or to the point. */
export function nameAlone(name: string, text: Text): NonNullable<View['who']> {
  return { name: text.say('helpdesk.person.name', { name }), details: [] };
}

/** "Video with ID, 10:31, INC1". */
export function verificationWords(verification: Verification, text: Text): Words {
  const time = text.date(verification.at, 'time');
  return verification.kind === 'recorded'
    ? text.say(`helpdesk.verified.${verification.method}`, { time, ticket: verification.ticket })
    : text.say(`helpdesk.verified.${verification.kind}`, { time });
}

export function listed(sentences: readonly Words[]): Words {
  return words(sentences.join('\n'));
}
