import { readdirSync } from 'node:fs';
import { createRenderer, type Reader } from '../../src/cards/render-reply.ts';

export const someOptions = {
  organization: 'Contoso',
  helpdesk: 'Service Desk, ext. 4321',
  security: 'Security, ext. 9999',
  defaultLanguage: 'en',
} as const;

export const executing = createRenderer({ ...someOptions, actions: 'execute' });
/** For a client without dialogs. */
export const revealing = createRenderer({ ...someOptions, actions: 'execute', tapReveal: 'card' });
export const submitting = createRenderer({ ...someOptions, actions: 'submit' });

export const someReader: Reader = {
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  userId: '29:someone',
  screenId: 'screen-1',
};

const files = readdirSync(new URL('../../cards/strings/', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

/** With words for everything. */
export const languages: readonly string[] = ['en'];
/** With words for what whoever gets a nudge reads of the rollout, and for nothing else. */
export const languagesOfNudges = files.filter((name) => !languages.includes(name));
