import { DateTime } from 'luxon';
import { nextSendingTime, type SendingTimes } from '../../src/rollout/sending-time.ts';
import { zonesOf } from '../../src/rollout/time-zones.ts';
import { pick, randomFrom } from '../fixtures/seeded-random.ts';

const officeHours: SendingTimes = { sendingHours: { from: '09:00', to: '16:00' }, weekdays: [1, 2, 3, 4, 5] };
const berlin = ['Europe/Berlin'];

function inCountry(country: string): readonly string[] {
  return zonesOf({ mailbox: undefined, contact: undefined, country, defaultZone: 'Europe/Berlin' });
}

test.each<[why: string, now: string, zones: readonly string[], next: string]>([
  ['within the hours: now', '2026-11-20T10:30:15Z', berlin, '2026-11-20T10:30:15.000Z'],
  ['at the first moment: now', '2026-11-20T08:00:00Z', berlin, '2026-11-20T08:00:00.000Z'],
  ['early in the morning: when they begin', '2026-11-20T04:00:00Z', berlin, '2026-11-20T08:00:00.000Z'],
  ['at the last moment: no longer', '2026-11-19T15:00:00Z', berlin, '2026-11-20T08:00:00.000Z'],
  ['on Friday evening: on Monday', '2026-11-20T17:00:00Z', berlin, '2026-11-23T08:00:00.000Z'],
  ['it is still Friday in Honolulu', '2026-11-21T01:00:00Z', ['Pacific/Honolulu'], '2026-11-21T01:00:00.000Z'],
  ['it is Monday already in Auckland', '2026-11-22T20:30:00Z', ['Pacific/Auckland'], '2026-11-22T20:30:00.000Z'],
  ['half an hour off', '2026-11-20T00:00:00Z', ['Asia/Kolkata'], '2026-11-20T03:30:00.000Z'],
  ['clocks go forward over the weekend', '2026-03-27T18:00:00Z', berlin, '2026-03-30T07:00:00.000Z'],
  ['clocks go back over the weekend', '2026-10-23T18:00:00Z', berlin, '2026-10-26T08:00:00.000Z'],
  [
    'New York and Los Angeles: when it has begun in the west',
    '2026-11-20T14:00:00Z',
    ['America/New_York', 'America/Los_Angeles'],
    '2026-11-20T17:00:00.000Z',
  ],
  ['the United States: also Hawaii', '2026-11-20T14:00:00Z', inCountry('US'), '2026-11-20T19:00:00.000Z'],
  ['the United States: no longer in the east', '2026-11-20T21:00:00Z', inCountry('US'), '2026-11-23T19:00:00.000Z'],
])('%s', (_why, now, zones, next) => {
  expect(nextSendingTime(new Date(now), officeHours, zones).toISOString()).toBe(next);
});

test('Kaliningrad to Kamchatka share no office hour: then it is one for most zones, Moscow among them', () => {
  const next = nextSendingTime(new Date('2026-11-20T00:00:00Z'), officeHours, inCountry('RU'));

  const hour = DateTime.fromJSDate(next, { zone: 'Europe/Moscow' }).hour;
  expect(hour).toBeGreaterThanOrEqual(9);
  expect(hour).toBeLessThan(16);
});

test.each([
  [
    'begins in the hour that comes twice: on its second round',
    '01:30',
    '16:00',
    '2026-11-01T05:00:00Z',
    '2026-11-01T06:30',
  ],
  [
    'ends in the hour that comes twice: on its first round',
    '00:10',
    '01:30',
    '2026-11-01T05:30:00Z',
    '2026-11-02T05:10',
  ],
  ['begins in the hour that is skipped: right after', '02:30', '16:00', '2026-03-08T06:00:00Z', '2026-03-08T07:30'],
])('%s', (_why, from, to, now, next) => {
  const times = { sendingHours: { from, to }, weekdays: [1, 2, 3, 4, 5, 6, 7] };

  const found = nextSendingTime(new Date(now), times, ['America/New_York']);

  expect(found.toISOString().slice(0, 16)).toBe(next);
});

test('a day that is skipped altogether is waited over', () => {
  const fridays = { ...officeHours, weekdays: [5] };

  // Samoa had no Friday 30 December 2011.
  const next = nextSendingTime(new Date('2011-12-30T09:00:00Z'), fridays, ['Pacific/Apia']);

  expect(DateTime.fromJSDate(next, { zone: 'Pacific/Apia' }).toFormat('yyyy-MM-dd HH:mm')).toBe('2012-01-06 09:00');
});

test('never in quiet hours, whenever it is and wherever they are', () => {
  const random = randomFrom(20_261_120);
  const everywhere = Intl.supportedValuesOf('timeZone');
  const plans: readonly SendingTimes[] = [
    officeHours,
    { sendingHours: { from: '00:00', to: '01:30' }, weekdays: [7] },
    { sendingHours: { from: '02:30', to: '03:30' }, weekdays: [1, 2, 3, 4, 5, 6, 7] },
    { sendingHours: { from: '22:15', to: '23:59' }, weekdays: [2, 6] },
  ];
  let waited = 0;
  for (let tries = 0; tries < 1_000; tries++) {
    const now = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 366 * 86_400_000));
    const zone = pick(everywhere, random);
    const times = pick(plans, random);

    const next = nextSendingTime(now, times, [zone]);

    const local = DateTime.fromJSDate(next, { zone });
    const clock = local.toFormat('HH:mm');
    const seen = `${now.toISOString()} ${zone} → ${local.toISO()}`;
    expect([seen, next >= now]).toEqual([seen, true]);
    expect([seen, times.weekdays.includes(local.weekday)]).toEqual([seen, true]);
    expect([seen, clock >= times.sendingHours.from && clock < times.sendingHours.to]).toEqual([seen, true]);
    expect([seen, next.getTime() - now.getTime() < 9 * 86_400_000]).toEqual([seen, true]);
    if (next > now) waited++;
  }
  expect(waited).toBeGreaterThan(400);
});

test('a country in its own hours: every zone of it is within them', () => {
  const random = randomFrom(7);
  for (const country of ['US', 'CA', 'BR', 'AU', 'ES', 'PT', 'CN', 'IN', 'NZ', 'MX']) {
    const zones = inCountry(country);
    expect(zones.length).toBeGreaterThan(0);
    for (let tries = 0; tries < 20; tries++) {
      const now = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 366 * 86_400_000));
      const next = nextSendingTime(now, officeHours, zones);
      const outside = zones.filter((zone) => {
        const { hour, weekday } = DateTime.fromJSDate(next, { zone });
        return hour < 9 || hour >= 16 || weekday > 5;
      });
      expect([country, next.toISOString(), outside]).toEqual([country, next.toISOString(), []]);
    }
  }
});

test.each<[why: string, sources: Partial<Parameters<typeof zonesOf>[0]>, zones: readonly string[]]>([
  ['the mailbox first', { mailbox: 'Asia/Tokyo', contact: 'Europe/Paris', country: 'US' }, ['Asia/Tokyo']],
  ['then where they wrote from', { contact: 'Europe/Paris', country: 'US' }, ['Europe/Paris']],
  ['a zone that is none is passed over', { mailbox: 'W. Europe Standard Time', contact: 'Mars/Base' }, ['UTC']],
  ['the country', { country: 'in' }, ['Asia/Kolkata']],
  ['a country that is none', { country: 'XX' }, ['UTC']],
  ['nothing known', {}, ['UTC']],
])('%s', (_why, sources, zones) => {
  const all = { mailbox: undefined, contact: undefined, country: undefined, defaultZone: 'UTC', ...sources };

  expect(zonesOf(all)).toEqual(zones);
});

test('old names of zones are not zones of their own', () => {
  expect(inCountry('US')).toContain('America/New_York');
  expect(inCountry('US')).not.toContain('US/Eastern');
});
