import type { KnownFact } from '../../enrollment/reply.ts';
import type { CheckId, CheckResult } from '../../passkeys/check.ts';
import { phoneWord } from '../phone-words.ts';
import type { Text } from '../text.ts';
import type { Fact, ReplyOf, View } from '../view.ts';
import { type Words, words } from '../words.ts';

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

export function factView(fact: KnownFact, text: Text): Fact {
  const source = text.say(`source.${fact.source}`);
  return {
    label: text.say(`check.${fact.what}`),
    value: valueWords(fact, text),
    origin: fact.at
      ? text.say('reply.known-about-you.origin', { source: { own: source }, day: text.date(fact.at, 'day') })
      : source,
  };
}

/** Names, versions and numbers are shown as they are; of the rest, what they mean. */
function valueWords({ what, result, value = '' }: KnownFact, text: Text): Words {
  switch (what) {
    case 'phone':
      if (value === 'ios' || value === 'android') return words(phoneWord(text, { platform: value }));
      return text.say(value ? 'fact.value' : `fact.${result}`, { value });
    case 'os-version':
    case 'app-version':
      if (!value) return text.say(`fact.${result}`);
      return text.say(result === 'fail' ? 'fact.too-old' : 'fact.value', { value });
    case 'passkey':
      return /^\d+$/.test(value) ? text.say('fact.passkeys', { count: Number(value) }) : text.say(`fact.${result}`);
    case 'authenticator-app':
      return resultWords(what, result, value.includes('Lite') ? 'outlook' : '', text);
    default:
      return resultWords(what, result, value, text);
  }
}

function resultWords(what: CheckId, result: CheckResult, value: string, text: Text): Words {
  const key = `fact.${what}.${result}`;
  return text.has(key) ? text.say(key, { value }) : text.say(`fact.${result}`);
}

export function dataDeletedView(reply: ReplyOf<'data-deleted'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.data-deleted.title'),
    summary: text.say('reply.data-deleted.summary'),
    paragraphs: [text.say(reply.keptRequests ? 'reply.data-deleted.kept' : 'reply.data-deleted.lead')],
  };
}
