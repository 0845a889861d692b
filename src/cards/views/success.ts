import type { PasskeyView } from '../../enrollment/reply.ts';
import { phoneWord } from '../phone-words.ts';
import type { Text } from '../text.ts';
import type { ReplyOf, View } from '../view.ts';
import { bare, type Words } from '../words.ts';

export function registeredView(reply: ReplyOf<'registered'>, text: Text): View {
  const { passkey, fitsGoal } = reply;
  const values = { name: nameOf(passkey, text), provider: providerOf(passkey, text) };
  return {
    layout: 'success',
    title: text.say('reply.registered.title'),
    summary: text.say('reply.registered.summary'),
    paragraphs: [
      passkey.createdAt
        ? text.say('reply.registered.lead', { ...values, moment: text.date(passkey.createdAt, 'moment') })
        : text.say('reply.registered.lead-undated', values),
      ...(fitsGoal ? [] : [text.say('reply.registered.elsewhere', values)]),
      text.say('reply.registered.try'),
    ],
    small: text.say('reply.registered.small'),
  };
}

export function alreadyDoneView(reply: ReplyOf<'already-done'>, text: Text): View {
  return {
    layout: 'success',
    title: text.say('reply.already-done.title'),
    summary: text.say('reply.already-done.summary'),
    bullets: reply.passkeys.slice(0, 5).map((passkey) => passkeyWords(passkey, text)),
    notes: [text.say(reply.fitsGoal ? 'reply.already-done.fits' : 'reply.already-done.elsewhere')],
  };
}

export function passkeyWords(passkey: PasskeyView, text: Text): Words {
  const values = { name: nameOf(passkey, text), provider: providerOf(passkey, text) };
  const isNamedAfterProvider = passkey.name === passkey.provider;
  const key = passkey.name && passkey.provider && !isNamedAfterProvider ? 'passkey.kept-by' : 'passkey.named';
  return passkey.createdAt
    ? text.say(`${key}-since`, { ...values, day: text.date(passkey.createdAt, 'day') })
    : text.say(key, values);
}

function nameOf(passkey: PasskeyView, text: Text): string {
  return passkey.name ?? passkey.provider ?? bare(text.say('passkey.unnamed'));
}

function providerOf(passkey: PasskeyView, text: Text): string {
  return passkey.provider ?? bare(text.say('provider.unknown'));
}

export function signInTestView(reply: ReplyOf<'sign-in-test'>, text: Text): View {
  const { how, platform } = reply;
  const key = 'reply.sign-in-test';
  const steps =
    how === 'this-phone'
      ? text.list(`${key}.on-phone`, { platform })
      : [
          text.say(`${key}.both-on`),
          text.say(`${key}.open`),
          text.say(`${key}.choose.${reply.computer ?? 'windows-11'}`),
          text.say(`${key}.scan`, { platform }),
        ];
  return {
    layout: 'steps',
    title: text.say(`${key}.title.${how}`),
    summary: text.say(`${key}.summary.${how}`),
    steps,
    notes: how === 'this-phone' && platform === 'android' ? [text.say(`${key}.not-firefox`)] : [],
  };
}

export function allSetView(reply: ReplyOf<'all-set'>, text: Text): View {
  const values = { tested: reply.tested ? 'yes' : 'no', phone: phoneWord(text, reply) };
  return {
    layout: 'success',
    title: text.say('reply.all-set.title', values),
    summary: text.say('reply.all-set.summary', values),
    paragraphs: [text.say('reply.all-set.next-time'), text.say('reply.all-set.new-phone', values)],
  };
}

export function secondWayView(reply: ReplyOf<'second-way'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.second-way.title'),
    summary: text.say('reply.second-way.summary'),
    paragraphs: [text.say('reply.second-way.lead')],
    bullets: [
      ...text.list('reply.second-way.ways'),
      ...(reply.securityKeyAllowed ? [text.say('reply.second-way.security-key')] : []),
    ],
    small: text.say('reply.second-way.contact'),
  };
}
