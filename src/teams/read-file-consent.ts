import { z } from 'zod';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#invoke-activity-when-the-user-accepts-the-file */
const Consent = z.object({
  type: z.literal('fileUpload'),
  action: z.enum(['accept', 'decline']),
  context: z.object({ campaign: z.string().regex(/^[\w-]{1,100}$/) }),
  uploadInfo: z
    .object({
      contentUrl: z.url({ protocol: /^https$/ }).max(4_000),
      name: z.string().max(300),
      uploadUrl: z.url().max(8_000),
      uniqueId: z.string().max(200),
      fileType: z.string().max(20),
    })
    .optional(),
});
export type FileConsent = z.infer<typeof Consent>;

export function readFileConsent(value: unknown): FileConsent | undefined {
  return Consent.safeParse(value).data;
}
