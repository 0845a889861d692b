/** Where the user writes from: `clientInfo` and `localTimezone` of the activity. Beats every record about the kind of phone. */
export type Client = {
  readonly platform: 'ios' | 'android' | 'windows' | 'macos' | 'web' | undefined;
  /** BCP 47. */
  readonly locale: string | undefined;
  /** IANA name. */
  readonly timeZone: string | undefined;
};
