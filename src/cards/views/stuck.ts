import type { SymptomId } from '../../enrollment/symptoms.ts';
import { phoneWord } from '../phone-words.ts';
import type { Text } from '../text.ts';
import type { ReplyOf, View } from '../view.ts';
import { passkeyWords } from './success.ts';

export function stuckView(reply: ReplyOf<'stuck' | 'found-symptoms'>, text: Text): View {
  const key = `reply.${reply.kind}`;
  return {
    layout: 'choice',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
    paragraphs: [text.say(reply.symptoms.length > 0 ? `${key}.lead` : `${key}.lead-none`)],
  };
}

export function signInFailedView(_reply: ReplyOf<'sign-in-failed'>, text: Text): View {
  return {
    layout: 'choice',
    title: text.say('reply.sign-in-failed.title'),
    summary: text.say('reply.sign-in-failed.summary'),
    paragraphs: [text.say('reply.sign-in-failed.lead')],
  };
}

/** Where the last step is to pass on the line for the help desk. The others' lines would only be jargon to a user. */
const linePassedOn: ReadonlySet<SymptomId> = new Set([
  'app_policy_blocks',
  'work_policy_blocks',
  'bluetooth_on_still_fails',
  'cross_device_connect',
  'tap_policy_off',
]);

export function symptomView(reply: ReplyOf<'symptom'>, text: Text): View {
  const key = `symptom.${reply.symptom}`;
  const title = text.say(`${key}.title`);
  const isLineShown = linePassedOn.has(reply.symptom);
  return {
    layout: 'steps',
    title,
    summary: text.say('reply.symptom.summary', { title: { own: title } }),
    paragraphs: text.list(`${key}.cause`),
    steps: text.list(`${key}.fix`),
    ...(isLineShown && { small: text.say('reply.symptom.line', { line: { own: text.say(`${key}.admin`) } }) }),
  };
}

export function stillStuckView(_reply: ReplyOf<'still-stuck'>, text: Text): View {
  return {
    layout: 'message',
    title: text.say('reply.still-stuck.title'),
    summary: text.say('reply.still-stuck.summary'),
    paragraphs: [text.say('reply.still-stuck.lead'), text.say('reply.still-stuck.contact')],
  };
}

export function notYetView(reply: ReplyOf<'not-yet'>, text: Text): View {
  const key = reply.because ? 'reply.not-yet.cannot-look' : 'reply.not-yet';
  const because = reply.because ? { because: { own: text.say(`unreadable.${reply.because}`) } } : {};
  return {
    layout: 'choice',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
    // Microsoft Entra may show a new passkey a little late.
    paragraphs: [text.say(`${key}.lead`, because), ...(reply.because ? [] : [text.say(`${key}.question`)])],
  };
}

export function orphanView(reply: ReplyOf<'orphan'>, text: Text): View {
  const key = 'reply.orphan';
  if (reply.where === 'nowhere') {
    return {
      layout: 'message',
      title: text.say(`${key}.nowhere.title`),
      summary: text.say(`${key}.nowhere.summary`),
      paragraphs: [text.say(`${key}.nowhere.lead`), text.say(`${key}.nowhere.in-time`)],
    };
  }
  const where = reply.where;
  const kept = (reply.kept ?? [])
    .slice(0, 3)
    .map((passkey) => text.say(`${key}.kept`, { passkey: { own: passkeyWords(passkey, text) } }));
  return {
    layout: 'steps',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
    paragraphs: [text.say(`${key}.lead`), ...kept],
    steps: [text.say(`${key}.listed`), ...text.list(`${key}.${where}`), text.say(`${key}.again`)],
    notes: reply.where === 'authenticator' ? [] : [text.say(`${key}.only-work`)],
  };
}

export function noBluetoothView(reply: ReplyOf<'no-bluetooth'>, text: Text): View {
  const key = `reply.no-bluetooth.${reply.stage}`;
  const head = {
    layout: 'message',
    title: text.say(`${key}.title`),
    summary: text.say(`${key}.summary`),
  } as const;
  const lead = text.say(`${key}.lead`);
  if (reply.stage === 'signing-in') {
    return { ...head, paragraphs: [lead], bullets: text.list(`${key}.ways`), small: text.say(`${key}.small`) };
  }
  return { ...head, paragraphs: [lead, text.say(`${key}.way`, { phone: phoneWord(text, reply) })] };
}
