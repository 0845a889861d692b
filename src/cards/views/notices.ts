import type { Text } from '../text.ts';
import type { ReplyOf, View } from '../view.ts';

/** Notices of which the words are all there is to know. */
type PlainKind =
  | 'paused'
  | 'glad-it-helped'
  | 'reminder'
  | 'welcome'
  | 'help'
  | 'not-understood'
  | 'which-one'
  | 'cannot-see-pictures'
  | 'you-are-welcome'
  | 'nothing-open'
  | 'about-passkeys'
  | 'is-it-genuine'
  | 'messages-stopped'
  | 'confirm-delete'
  | 'not-in-pilot'
  | 'in-private'
  | 'write-in-private'
  | 'continued-below'
  | 'one-moment'
  | 'something-went-wrong';

export function plainView({ kind }: ReplyOf<PlainKind>, text: Text): View {
  const key = `reply.${kind}`;
  return {
    layout: kind === 'which-one' ? 'choice' : 'message',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
    paragraphs: [text.say(`${key}.lead`), ...(text.has(`${key}.contact`) ? [text.say(`${key}.contact`)] : [])],
    ...(text.has(`${key}.points`) && { bullets: text.list(`${key}.points`) }),
    ...(text.has(`${key}.small`) && { small: text.say(`${key}.small`) }),
  };
}

export function securityKeyView(reply: ReplyOf<'security-key'>, text: Text): View {
  const answer = reply.allowed === undefined ? 'unknown' : reply.allowed ? 'allowed' : 'refused';
  const key = `reply.security-key.${answer}`;
  return {
    layout: 'message',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
    paragraphs: [text.say(`${key}.lead`)],
  };
}

export function removePasskeyView(_reply: ReplyOf<'remove-passkey'>, text: Text): View {
  return {
    layout: 'steps',
    title: text.say('reply.remove-passkey.title'),
    summary: text.say('reply.remove-passkey.summary'),
    // Before the steps: who has done them cannot come back.
    paragraphs: [text.say('reply.remove-passkey.careful')],
    steps: text.list('reply.remove-passkey.steps'),
  };
}

export function signInHelpView(reply: ReplyOf<'sign-in-help'>, text: Text): View {
  const answer = reply.hasPasskey === undefined ? 'unknown' : reply.hasPasskey ? 'with' : 'without';
  const key = `reply.sign-in-help.${answer}`;
  return {
    layout: 'steps',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
    paragraphs: [text.say(`${key}.lead`)],
    steps: text.has(`${key}.steps`) ? text.list(`${key}.steps`) : [],
    small: text.say('reply.sign-in-help.locked-out'),
  };
}

export function willRemindView({ at }: ReplyOf<'will-remind'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.will-remind.title'),
    summary: text.say('reply.will-remind.summary'),
    paragraphs: [text.say('reply.will-remind.lead', { moment: text.date(at, 'moment') })],
  };
}

export function couldNotReadView({ because }: ReplyOf<'could-not-read'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.could-not-read.title'),
    summary: text.say('reply.could-not-read.summary'),
    paragraphs: [text.say('reply.could-not-read.lead', { because: { own: text.say(`unreadable.${because}`) } })],
  };
}
