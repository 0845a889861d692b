import type { PasskeyView, RequestView } from '../../enrollment/reply.ts';
import type { Text } from '../text.ts';
import type { ReplyOf, View } from '../view.ts';
import type { Words } from '../words.ts';
import { passkeyWords } from './success.ts';

export function needsTapView(reply: ReplyOf<'needs-tap'>, text: Text): View {
  const key = reply.request ? 'reply.needs-tap.asked' : 'reply.needs-tap';
  const values = reply.request ? requestValues(reply.request, text) : {};
  return {
    layout: 'message',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`, values),
    paragraphs: [text.say(`${key}.lead`, values), text.say(`${key}.way`)],
    ...(reply.request && { small: text.say(`${key}.contact`) }),
  };
}

export function lostPhoneView(reply: ReplyOf<'lost-phone'>, text: Text): View {
  return {
    layout: 'choice',
    title: text.say('reply.lost-phone.title'),
    summary: text.say('reply.lost-phone.summary'),
    paragraphs: [text.say(reply.otherWays.length > 0 ? 'reply.lost-phone.other-way' : 'reply.lost-phone.lead')],
  };
}

export function anotherWayView({ ways, passkeys = [] }: ReplyOf<'another-way'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.another-way.title'),
    summary: text.say('reply.another-way.summary'),
    paragraphs: [text.say('reply.another-way.lead')],
    bullets: ways.flatMap((way) =>
      way === 'passkey' ? otherPasskeys(passkeys, text) : [text.say(`reply.another-way.ways.${way}`)],
    ),
    small: text.say('reply.another-way.small'),
  };
}

function otherPasskeys(passkeys: readonly PasskeyView[], text: Text): readonly Words[] {
  const key = 'reply.another-way.ways.passkey';
  const known = passkeys.slice(0, 3).map((passkey) => {
    const own = passkeyWords(passkey, text);
    if (passkey.provider) return text.say(key, { passkey: { own } });
    return passkey.name ? text.say(`${key}-by-name`, { passkey: { own } }) : text.say(`${key}-unknown`);
  });
  return known.length > 0 ? known : [text.say(`${key}-unknown`)];
}

export function requestCancelledView({ number }: ReplyOf<'request-cancelled'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.request-cancelled.title'),
    summary: text.say('reply.request-cancelled.summary', { number }),
    paragraphs: [text.say('reply.request-cancelled.lead', { number })],
  };
}

export function movingPhonesView(_reply: ReplyOf<'moving-phones'>, text: Text): View {
  return {
    layout: 'steps',
    title: text.say('reply.moving-phones.title'),
    summary: text.say('reply.moving-phones.summary'),
    paragraphs: [text.say('reply.moving-phones.lead')],
    steps: text.list('reply.moving-phones.steps'),
  };
}

export function requestedView({ request }: ReplyOf<'requested'>, text: Text): View {
  const values = requestValues(request, text);
  return {
    layout: 'message',
    title: text.say('reply.requested.title'),
    summary: text.say('reply.requested.summary', values),
    paragraphs: [text.say('reply.requested.lead', values), text.say(`reply.requested.about.${request.about}`)],
    small: text.say('reply.requested.small'),
  };
}

export function notMeReportedView({ request }: ReplyOf<'not-me-reported'>, text: Text): View {
  const values = requestValues(request, text);
  return {
    layout: 'steps',
    title: text.say('reply.not-me-reported.title'),
    summary: text.say('reply.not-me-reported.summary', values),
    paragraphs: [text.say('reply.not-me-reported.lead', values)],
    steps: text.list('reply.not-me-reported.steps'),
  };
}

function requestValues(request: RequestView, text: Text) {
  return { number: request.number, moment: text.date(request.openedAt, 'moment') };
}
