import type { PersonInNeed } from '../../rollout/reply.ts';
import { campaignWords, pauseWords } from '../rollout-words.ts';
import type { Text } from '../text.ts';
import type { RolloutReplyOf, View } from '../view.ts';
import type { Words } from '../words.ts';
import { headView } from './helpdesk-plain.ts';

export function confirmStopView({ campaign, left }: RolloutReplyOf<'confirm-stop'>, text: Text): View {
  const key = 'rollout.reply.confirm-stop';
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    paragraphs: [text.say(`${key}.lead`, { count: left })],
  };
}

export function stoppingView({ campaign, onTheirWay }: RolloutReplyOf<'campaign-stopping'>, text: Text): View {
  const key = 'rollout.reply.campaign-stopping';
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    paragraphs: [text.say(`${key}.lead`, { count: onTheirWay }), ...(onTheirWay > 0 ? [text.say(`${key}.then`)] : [])],
  };
}

export function troubleView({ campaign, because }: RolloutReplyOf<'campaign-trouble'>, text: Text): View {
  const key = 'rollout.reply.campaign-trouble';
  const next = because.kind === 'trouble' ? 'then' : because.kind;
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    boxes: [{ style: 'warning', lines: [pauseWords(because, text)] }],
    paragraphs: [text.say(`${key}.${next}`)],
  };
}

/** People on the card; the exported file has them all. */
const mostPeople = 10;

export function escalateView(reply: RolloutReplyOf<'cannot-escalate'>, text: Text): View {
  const { campaign, count } = reply;
  const key = 'rollout.reply.cannot-escalate';
  const people: readonly PersonInNeed[] = reply.people ?? reply.names.map((name) => ({ name }));
  const shown = people.slice(0, mostPeople);
  const more = count - shown.length;
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    paragraphs: [text.say(`${key}.lead`, { count })],
    items: shown.map((person) => personLines(person, text)),
    ...(more > 0 && { notes: [text.say(`${key}.more`, { count: more })] }),
  };
}

function personLines({ name, because, note = '' }: PersonInNeed, text: Text): readonly Words[] {
  const key = 'rollout.reply.cannot-escalate';
  return [
    text.say(`${key}.person`, { name }),
    text.say(because ? `rollout.cannot.${because}` : `${key}.silent`),
    ...(note.trim() === '' ? [] : [text.say(`${key}.note`, { note })]),
  ];
}

export function reportFileView({ fileName, bytes }: RolloutReplyOf<'report-file'>, text: Text): View {
  const key = 'rollout.reply.report-file';
  const kilobytes = Math.max(1, Math.round(bytes / 1_024));
  const size =
    kilobytes < 1_024
      ? text.say(`${key}.size.kb`, { count: kilobytes })
      : text.say(`${key}.size.mb`, { count: Math.round(kilobytes / 1_024) });
  return {
    ...headView(key, text),
    layout: 'message',
    paragraphs: [text.say(`${key}.lead`, { file: fileName, size: { own: size } })],
  };
}
