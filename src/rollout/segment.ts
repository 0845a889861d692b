/** What stands between a user and a passkey, as far as reports know: the most urgent first, the order in which waves are filled. */
export const segments = [
  /** SMS or voice is the only factor: blocked at sign-in from 1 February 2027. https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods */
  'sms-only',
  'ready',
  'get-app',
  'update-os',
  'needs-tap',
  'no-bluetooth',
  'no-phone',
  'unknown',
  'blocked',
  'done',
] as const;
export type Segment = (typeof segments)[number];

/** Nobody in these gets a nudge: there is nothing to do, or nothing they could do. */
export const leftAlone: readonly Segment[] = ['done', 'blocked'];
