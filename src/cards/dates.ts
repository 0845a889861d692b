/** `date`: a day of the calendar, the same in every time zone. */
export type DateStyle = 'time' | 'day' | 'moment' | 'date';

const styles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  time: { hour: 'numeric', minute: '2-digit' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
};

/** Locale and time zone come from outside: the cache starts over before it could grow without end. */
const mostFormats = 500;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A time whose zone is not known says which zone it is in. */
export function formatDate(iso: string, style: DateStyle, locale: string, timeZone: string | undefined): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '?';
  const zone = style === 'date' ? 'UTC' : timeZone;
  const key = `${locale} ${style} ${zone ?? ''}`;
  const format = formats.get(key) ?? makeFormat(styles[style], locale, zone);
  if (formats.size >= mostFormats) formats.clear();
  formats.set(key, format);
  return format.format(date);
}

function makeFormat(
  style: Intl.DateTimeFormatOptions,
  locale: string,
  timeZone: string | undefined,
): Intl.DateTimeFormat {
  const zone: Intl.DateTimeFormatOptions = {
    ...(timeZone ? { timeZone } : { timeZone: 'UTC', ...(style.hour && { timeZoneName: 'short' }) }),
    // The digits of our words, also in Arabic.
    numberingSystem: 'latn',
  };
  try {
    return new Intl.DateTimeFormat(locale, { ...style, ...zone });
  } catch {
    return timeZone ? makeFormat(style, locale, undefined) : new Intl.DateTimeFormat('en', { ...style, ...zone });
  }
}
