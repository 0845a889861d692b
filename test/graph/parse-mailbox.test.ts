import { ianaName, parseMailbox } from '../../src/graph/parse-mailbox.ts';

const now = new Date('2026-11-20T09:00:00Z');
const utc = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone });
const replies = (status: string, from?: object, until?: object) =>
  parseMailbox({ automaticRepliesSetting: { status, scheduledStartDateTime: from, scheduledEndDateTime: until } }, now);

test.each([
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['Pacific Standard Time', 'America/Los_Angeles'],
  ['UTC', 'Etc/UTC'],
  ['tzone://Microsoft/Utc', 'Etc/UTC'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Customized Time Zone', undefined],
  ['tzone://Microsoft/Custom', undefined],
  ['', undefined],
  [null, undefined],
])('the time zone %j is %s', (timeZone, expected) => {
  expect(parseMailbox({ timeZone }, now)).toEqual(expected ? { timeZone: expected } : {});
});

test.each([
  ['no automatic replies', replies('disabled'), undefined],
  ['always', replies('alwaysEnabled'), 'open'],
  ['always, as samples write it', replies('AlwaysEnabled'), 'open'],
  [
    'scheduled, now',
    replies('scheduled', utc('2026-11-18T07:00:00.0000000'), utc('2026-11-28T07:00:00.0000000')),
    new Date('2026-11-28T07:00:00Z'),
  ],
  ['scheduled, over', replies('Scheduled', utc('2026-11-01T07:00:00'), utc('2026-11-20T09:00:00')), undefined],
  ['scheduled, later', replies('scheduled', utc('2026-12-01T07:00:00'), utc('2026-12-20T09:00:00')), undefined],
  [
    'scheduled in a zone of Windows',
    replies('scheduled', undefined, utc('2026-11-28T07:00:00', 'W. Europe Standard Time')),
    new Date('2026-11-28T06:00:00Z'),
  ],
  [
    'scheduled in an IANA zone, in summer',
    replies('scheduled', undefined, utc('2027-06-01T07:00:00', 'Europe/Berlin')),
    new Date('2027-06-01T05:00:00Z'),
  ],
  ['scheduled without an end', replies('scheduled', utc('2026-11-18T07:00:00')), 'open'],
  ['scheduled until nobody knows when', replies('scheduled', undefined, utc('soon')), 'open'],
  ['scheduled to the end of time', replies('scheduled', undefined, utc('9999-12-31T23:59:59')), 'open'],
  ['scheduled beyond what a clock can tell', replies('scheduled', undefined, utc('+275760-09-13T00:00:00')), 'open'],
  ['scheduled since the beginning of time', replies('scheduled', utc('0001-01-01T00:00:00')), 'open'],
  ['a status that this version does not know', replies('perhaps'), undefined],
])('out of office: %s', (_what, mailbox, outUntil) => {
  expect(mailbox).toEqual(outUntil === undefined ? {} : { outUntil });
});

test('what is no mailbox was not understood', () => {
  expect(parseMailbox('<html>', now)).toBeUndefined();
  expect(parseMailbox({ automaticRepliesSetting: 'none', timeZone: 5 }, now)).toEqual({});
  expect(ianaName(undefined)).toBeUndefined();
});
