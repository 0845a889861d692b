import type { KnownFact } from '../../enrollment/reply.ts';
import type { Text } from '../text.ts';
import type { Fact, ReplyOf, View } from '../view.ts';
import { words } from '../words.ts';

export function knownAboutYouView(reply: ReplyOf<'known-about-you'>, text: Text): View {
  const key = 'reply.known-about-you';
  const list = words(reply.stored.map((kind) => text.say(`${key}.kind.${kind}`)).join(', '));
  return {
    layout: 'facts',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
    paragraphs: [
      reply.facts.length > 0
        ? text.say(`${key}.lead`, { time: text.date(reply.readAt, 'time') })
        : text.say(`${key}.nothing`),
    ],
    facts: reply.facts.map((fact) => factView(fact, text)),
    notes: [
      reply.stored.length > 0 ? text.say(`${key}.stored`, { list: { own: list } }) : text.say(`${key}.stored-none`),
    ],
  };
}

function factView(fact: KnownFact, text: Text): Fact {
  const source = text.say(`source.${fact.source}`);
  return {
    label: text.say(`check.${fact.what}`),
    value: fact.value
      ? text.say(fact.result === 'fail' ? 'fact.value-fail' : 'fact.value', { value: fact.value })
      : text.say(`reply.known-about-you.result.${fact.result}`),
    origin: fact.at
      ? text.say('reply.known-about-you.origin', { source: { own: source }, day: text.date(fact.at, 'day') })
      : source,
  };
}

export function dataDeletedView(reply: ReplyOf<'data-deleted'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.data-deleted.title'),
    summary: text.say('reply.data-deleted.summary'),
    paragraphs: [text.say(reply.keptRequests ? 'reply.data-deleted.kept' : 'reply.data-deleted.lead')],
  };
}
