import type { PersonInNeed } from '../../rollout/reply.ts';
import { campaignWords, ownParagraphs, pauseWords } from '../rollout-words.ts';
import type { Text } from '../text.ts';
import type { RolloutReplyOf, View } from '../view.ts';
import { type Words, words } from '../words.ts';
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
/** Characters. */
const longestNote = 200;

export function escalateView(reply: RolloutReplyOf<'cannot-escalate'>, text: Text): View {
  const { campaign, names, people, count } = reply;
  const key = 'rollout.reply.cannot-escalate';
  const lines = people
    ? people.slice(0, mostPeople).map((person) => personWords(person, text))
    : names.slice(0, mostPeople).map((name) => text.say(`${key}.name`, { name }));
  const more = count - lines.length;
  return {
    ...headView(key, text),
    layout: 'campaign',
    who: campaignWords(campaign, text),
    paragraphs: [text.say(`${key}.lead`, { count })],
    bullets: lines,
    ...(more > 0 && { notes: [text.say(`${key}.more`, { count: more })] }),
  };
}

function personWords({ name, because, note = '' }: PersonInNeed, text: Text): Words {
  const key = 'rollout.reply.cannot-escalate';
  const reason = text.say(because ? `rollout.cannot.${because}` : `${key}.silent`);
  const theirs = ownParagraphs(note, longestNote).join(' ');
  return theirs === ''
    ? text.say(`${key}.person`, { name, reason: { own: reason } })
    : text.say(`${key}.person-with-note`, { name, reason: { own: reason }, note: { own: words(theirs) } });
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
