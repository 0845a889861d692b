import { type Answer, ok, Refusal } from './answers.ts';
import { type Ask, pick, requireKnown, requireOptions } from './ask.ts';
import { access } from './permissions.ts';
import type { AutomaticReplies, Json, Mailbox, Resource } from './resources.ts';
import type { Route } from './route.ts';
import { requirePerson } from './user-routes.ts';
import type { World } from './world.ts';

/** https://learn.microsoft.com/graph/api/resources/mailboxsettings */
const known: ReadonlySet<string> = new Set([
  'archiveFolder',
  'automaticRepliesSetting',
  'dateFormat',
  'delegateMeetingMessageDeliveryOptions',
  'language',
  'timeFormat',
  'timeZone',
  'userPurpose',
  'workingHours',
]);

/** As Exchange writes a moment: seven decimals and the zone apart. */
function moment(at: Date): Json {
  return { dateTime: `${at.toISOString().slice(0, 19)}.0000000`, timeZone: 'UTC' };
}

function repliesOf(replies: AutomaticReplies, now: Date): Json {
  const status = { off: 'disabled', always: 'alwaysEnabled', scheduled: 'scheduled' }[replies.kind];
  const tomorrow = new Date(now.getTime() + 86_400_000);
  // Without a schedule there are dates all the same, which mean nothing.
  const [from, until] = replies.kind === 'scheduled' ? [replies.from, replies.until] : [now, tomorrow];
  const message = replies.kind === 'off' ? '' : '<html>\n<body>\nI am away.\n</body>\n</html>\n';
  return {
    status,
    externalAudience: 'all',
    scheduledStartDateTime: moment(from),
    scheduledEndDateTime: moment(until),
    internalReplyMessage: message,
    externalReplyMessage: message,
  };
}

function settingsOf({ timeZone, language, replies }: Mailbox, now: Date): Resource {
  return {
    archiveFolder: null,
    timeZone,
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    automaticRepliesSetting: repliesOf(replies, now),
    language: { locale: language, displayName: language },
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: timeZone },
    },
    userPurpose: 'user',
  };
}

function readMailboxSettings(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, ['select']);
  const { select } = ask.query;
  requireKnown(select, known, 'mailboxSettings');
  const person = requirePerson(world, id);
  if (person.mailbox === undefined) {
    throw new Refusal(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  }
  const settings = settingsOf(person.mailbox, world.now());
  const context = `${ask.base}/$metadata#users('${person.user.id}')/mailboxSettings`;
  return ok({ '@odata.context': context, ...(select === undefined ? settings : pick(settings, select)) });
}

export const mailboxRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: 'users/{id}/mailboxSettings',
    access: access.readMailboxSettings,
    answer: readMailboxSettings,
  },
];
