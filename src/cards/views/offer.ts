import type { Warning } from '../../enrollment/reply.ts';
import type { Unreadable } from '../../passkeys/facts.ts';
import { phoneEvidence, phoneKind, phoneWord, versionOf } from '../phone-words.ts';
import type { Text } from '../text.ts';
import type { ReplyOf, View } from '../view.ts';
import { type Words, words } from '../words.ts';

export function offerView(reply: ReplyOf<'offer'>, text: Text): View {
  const { phone, route, warnings } = reply;
  const values = {
    platform: phone.platform,
    phone: phoneWord(text, phone),
  };
  const where = reply.onThisPhone ? 'here' : 'elsewhere';
  const isInDoubt = warnings.some((warning) => warning.kind === 'compromised' || isFailedRead(warning));
  const evidence = phoneEvidence(text, phone);
  return {
    layout: 'message',
    title: text.say(`reply.offer.title.${where}`),
    summary: text.say(`reply.offer.summary.${route === 'cross-device' ? route : where}`),
    paragraphs: [
      text.say(`reply.offer.lead.${route}`, values),
      ...(isInDoubt ? [] : [text.say('reply.offer.ready', values)]),
    ],
    bullets: warnings.map((warning) => warningWords(warning, text)),
    ...(evidence && { small: words(evidence) }),
  };
}

/** A tenant without Intune gives no phone to anybody: there the word of the user is all there is, and enough. */
function isFailedRead(warning: Warning): boolean {
  return warning.kind === 'not-read' && !(warning.what === 'phone' && warning.because === 'forbidden');
}

function phoneNotRead(because: Unreadable, text: Text): Words {
  return text.say(because === 'forbidden' ? 'warning.not-read.phone-forbidden' : 'warning.not-read.phone');
}

function warningWords(warning: Warning, text: Text): Words {
  switch (warning.kind) {
    case 'not-read':
      return warning.what === 'phone'
        ? phoneNotRead(warning.because, text)
        : text.say(`warning.not-read.${warning.what}`);
    case 'old-app':
      return text.say('warning.old-app', warning);
    case 'install-app':
    case 'new-phone':
    case 'authenticator-lite':
    case 'samsung-pass':
    case 'android-14':
    case 'work-profile':
    case 'company-managed':
    case 'compromised':
      return text.say(`warning.${warning.kind}`);
  }
}

export function askPhoneView(reply: ReplyOf<'ask-phone'>, text: Text): View {
  return {
    layout: 'choice',
    title: text.say('reply.ask-phone.title'),
    summary: text.say('reply.ask-phone.summary'),
    paragraphs: [
      ...(reply.because ? [phoneNotRead(reply.because, text)] : []),
      text.say(reply.phones.length > 0 ? 'reply.ask-phone.on-record' : 'reply.ask-phone.lead'),
    ],
  };
}

export function askOsView(reply: ReplyOf<'ask-os'>, text: Text): View {
  const kind = phoneKind(reply);
  const where = kind === 'pixel' || kind === 'unknown' ? 'android' : kind;
  const values = { platform: reply.platform, version: reply.prefill ?? '' };
  const onRecord = reply.seenAt
    ? text.say('reply.ask-os.prefill', { ...values, day: text.date(reply.seenAt, 'day') })
    : text.say('reply.ask-os.prefill-undated', values);
  return {
    layout: 'choice',
    title: text.say('reply.ask-os.title', values),
    summary: text.say('reply.ask-os.summary', values),
    paragraphs: [
      ...(reply.because ? [phoneNotRead(reply.because, text)] : []),
      text.say(`reply.ask-os.where.${where}`),
      text.say('reply.ask-os.first-number'),
      ...(reply.prefill ? [onRecord] : []),
    ],
  };
}

export function updateOsView(reply: ReplyOf<'update-os'>, text: Text): View {
  const { phone } = reply;
  const kind = phoneKind(phone);
  const where = kind === 'pixel' || kind === 'unknown' ? 'android' : kind;
  const values = { platform: phone.platform, needed: reply.needed, version: versionOf(phone) ?? '' };
  return {
    layout: 'steps',
    title: text.say('reply.update-os.title'),
    summary: text.say('reply.update-os.summary'),
    paragraphs: [text.say(versionOf(phone) ? 'reply.update-os.lead' : 'reply.update-os.lead-unknown', values)],
    steps: [
      text.say('reply.update-os.plug-in'),
      text.say(`reply.update-os.where.${where}`),
      text.say('reply.update-os.back'),
    ],
    notes: [text.say(reply.companyPhone ? 'reply.update-os.company' : 'reply.update-os.none')],
  };
}

export function compromisedPhoneView(reply: ReplyOf<'compromised-phone'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.compromised-phone.title'),
    summary: text.say('reply.compromised-phone.summary'),
    paragraphs: [
      text.say('reply.compromised-phone.lead', { platform: reply.phone.platform }),
      text.say('reply.compromised-phone.way'),
    ],
  };
}

export function noPhoneView(reply: ReplyOf<'no-phone'>, text: Text): View {
  const ways = [
    ...(reply.hasWindowsHello ? [text.say('reply.no-phone.windows-hello')] : []),
    ...(reply.securityKeyAllowed ? [text.say('reply.no-phone.security-key')] : []),
  ];
  return {
    layout: 'message',
    title: text.say(ways.length > 0 ? 'reply.no-phone.title' : 'reply.no-phone.title-none'),
    summary: text.say('reply.no-phone.summary'),
    paragraphs: [text.say(ways.length > 0 ? 'reply.no-phone.lead' : 'reply.no-phone.lead-none')],
    bullets: ways,
  };
}

export function blockedView(reply: ReplyOf<'blocked'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say(`reply.blocked.${reply.reason}.title`),
    summary: text.say('reply.blocked.summary'),
    paragraphs: [text.say(`reply.blocked.${reply.reason}.lead`), text.say('reply.blocked.contact')],
  };
}
