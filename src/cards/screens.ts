import type { Notice, Reply, Screen } from '../enrollment/reply.ts';

const notices: Readonly<Record<Notice['kind'], true>> = {
  welcome: true,
  help: true,
  'not-understood': true,
  'which-one': true,
  'found-symptoms': true,
  'cannot-see-pictures': true,
  'you-are-welcome': true,
  'nothing-open': true,
  'about-passkeys': true,
  'is-it-genuine': true,
  'security-key': true,
  'remove-passkey': true,
  'sign-in-help': true,
  'messages-stopped': true,
  'known-about-you': true,
  'data-deleted': true,
  'will-remind': true,
  reminder: true,
  'not-in-pilot': true,
  'in-private': true,
  'write-in-private': true,
  'continued-below': true,
  'one-moment': true,
  'could-not-read': true,
  'something-went-wrong': true,
};

/** A screen of the guide: every client of the user shows the same one. */
export function isScreen(reply: Reply): reply is Screen {
  return !(reply.kind in notices);
}
