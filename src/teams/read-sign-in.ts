import { z } from 'zod';
import type { WriteRefusal } from '../helpdesk/acting-operator.ts';
import { Secret } from '../helpdesk/secret.ts';

/** What every open client of the operator sends in answer to one `OAuthCard`, with the same `id`: the intent's. */
export type TokenExchange = {
  readonly id: string;
  readonly connectionName: string;
  readonly token: Secret<string>;
};

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-code */
const Exchange = z.object({
  id: z.string().regex(/^[\w-]{1,200}$/),
  connectionName: z.string().max(200).default(''),
  token: z.string().min(1).max(32_768),
});

export function readTokenExchange(value: unknown): TokenExchange | undefined {
  const { data } = Exchange.safeParse(value);
  return data && { ...data, token: new Secret(data.token) };
}

/**
 * Why a client of the operator got no token, and so who can put it right. `unavailable`: try again.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-troubleshooting
 */
export const signInFailures = {
  authrequestfailed: 'consent-missing',
  tokenmissing: 'consent-missing',
  invokeerror: 'unavailable',
  // How the app is set up or installed: for the administrator, with the code.
  resourcematchfailed: 'not-understood',
  oauthcardnotvalid: 'not-understood',
  installappfailed: 'not-understood',
  installedappnotfound: 'not-understood',
} as const satisfies Readonly<Record<string, WriteRefusal>>;
export type SignInFailure = keyof typeof signInFailures;

const Failure = z.object({
  code: z
    .string()
    .max(100)
    .transform((code) => code.toLowerCase())
    .pipe(z.enum(Object.keys(signInFailures) as SignInFailure[])),
});

/** Undefined: no code that is documented. */
export function readSignInFailure(value: unknown): SignInFailure | undefined {
  return Failure.safeParse(value).data?.code;
}
