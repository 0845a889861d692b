import { isOnPhone } from '../../helpdesk/actions.ts';
import type { CaseView } from '../../helpdesk/reply-views.ts';
import { methodWords, nameAlone, whoWords } from '../helpdesk-words.ts';
import type { Text } from '../text.ts';
import type { HelpdeskReplyOf, View } from '../view.ts';
import { headView, sentencesView } from './helpdesk-plain.ts';

export function tapIssuedView(reply: HelpdeskReplyOf<'tap-issued'>, text: Text): View {
  const { case: one, show, problem, use, isUntold } = reply;
  const key = 'helpdesk.reply.tap-issued';
  const values = issuedValues(one, text);
  const how = one.options.delivery === 'read-out' && !show ? 'read-out-over' : one.options.delivery;
  const notes = [text.say(isUntold ? `${key}.finish-untold` : `${key}.finish`)];
  if (use) {
    const about = `${key}.use.${use}`;
    return { ...headView(key, text, {}, about), paragraphs: [text.say(`${about}.lead`, values)], notes };
  }
  return {
    ...headView(key, text),
    layout: 'success',
    paragraphs: [
      text.say(one.issued ? `${key}.lead` : `${key}.lead-undated`, values),
      text.say(problem ? `${key}.problem.${problem}` : `${key}.delivery.${how}`, values),
      ...(problem && show ? [text.say(`${key}.problem.read-out`)] : []),
    ],
    notes,
  };
}

function issuedValues({ preflight, issued, options }: CaseView, text: Text) {
  const isLater = issued !== undefined && issued.startsAt > issued.at;
  return {
    name: preflight.name,
    manager: preflight.manager?.name ?? '',
    moment: issued ? text.date(issued.validUntil, 'moment') : '',
    start: issued ? text.date(issued.startsAt, 'moment') : '',
    later: isLater && options.startsAt ? 'yes' : 'no',
    once: (issued?.isUsableOnce ?? options.isUsableOnce) ? 'yes' : 'no',
  };
}

export function tapUncertainView({ case: { preflight }, found }: HelpdeskReplyOf<'tap-uncertain'>, text: Text): View {
  const key = 'helpdesk.reply.tap-uncertain';
  return {
    ...headView(key, text, {}, `${key}.${found}`),
    who: nameAlone(preflight.name, text),
    boxes: [{ style: 'warning', lines: [text.say(`${key}.${found}.lead`)] }],
    notes: [text.say(`${key}.${found}.next`)],
  };
}

export function tapsView({ person, taps }: HelpdeskReplyOf<'taps'>, text: Text): View {
  const key = 'helpdesk.reply.taps';
  return {
    ...headView(key, text),
    title: text.say(taps.length > 0 ? `${key}.title` : `${key}.title-none`),
    who: whoWords(person, text),
    paragraphs: [text.say(taps.length > 0 ? `${key}.lead` : `${key}.none`)],
    bullets: taps.map(({ validUntil, isUsable }) => {
      if (isUsable === false) return text.say(`${key}.tap.over`);
      return validUntil
        ? text.say(`${key}.tap.until`, { moment: text.date(validUntil, 'moment') })
        : text.say(`${key}.tap.undated`);
    }),
  };
}

export function neverOpenedView({ case: one }: HelpdeskReplyOf<'never-opened'>, text: Text): View {
  return sentencesView('helpdesk.reply.never-opened', text, issuedValues(one, text));
}

export function passkeyAppearedView(reply: HelpdeskReplyOf<'passkey-appeared'>, text: Text): View {
  const { case: one, tapStillThere, oldMethods, request } = reply;
  const key = 'helpdesk.reply.passkey-appeared';
  const values = issuedValues(one, text);
  const next = [
    ...(tapStillThere && one.issued ? [text.say(`${key}.still-there`, values)] : []),
    ...(oldMethods.length > 0 ? [text.say(`${key}.old-methods`)] : []),
    ...(request === undefined ? [] : [text.say(`${key}.request`, { number: String(request) })]),
  ];
  return {
    ...headView(key, text),
    who: nameAlone(one.preflight.name, text),
    paragraphs: [text.say(`${key}.lead`), ...next],
  };
}

export function undoView({ case: { preflight }, methods }: HelpdeskReplyOf<'undo'>, text: Text): View {
  const key = 'helpdesk.reply.undo';
  const others = methods.filter((method) => !isOnPhone(method));
  const added = methods.some(isOnPhone) ? 'ticked' : methods.length > 0 ? 'rest' : 'nothing';
  return {
    ...headView(key, text),
    who: nameAlone(preflight.name, text),
    paragraphs: [text.say(`${key}.lead`), ...(others.length > 0 ? [text.say(`${key}.not-from-here`)] : [])],
    bullets: others.map((method) => methodWords(method, text)),
    notes: [text.say(`${key}.${added}`)],
  };
}

export function undoneView({ results }: HelpdeskReplyOf<'undone'>, text: Text): View {
  const key = 'helpdesk.reply.undone';
  const isAllDone = results.every(({ ok }) => ok);
  const outcome = results.length === 0 ? 'nothing' : isAllDone ? 'all' : 'part';
  return {
    ...headView(key, text, {}, `${key}.${outcome}`),
    paragraphs: [text.say(`${key}.${outcome}.lead`)],
    bullets: results.map(({ what, ok, name }) =>
      text.say(`${key}.result.${what === 'method' && !name ? 'method-unnamed' : what}.${ok ? 'ok' : 'failed'}`, {
        name: name ?? '',
      }),
    ),
  };
}
