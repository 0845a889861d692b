import type { Encounter } from './encounter.ts';
import { accepted, type HttpAnswer } from './invoke-answers.ts';
import type { FileConsent } from './read-file-consent.ts';
import type { Shown } from './render.ts';
import { type UploadVia, uploadReport } from './upload-report.ts';

/** Where Teams keeps the files of a chat. Nothing of a report goes anywhere else, whatever an invoke says. */
const storage = /(^|\.)(sharepoint\.com|sharepoint\.us|sharepoint-mil\.us|sharepoint\.cn|1drv\.com)$/i;

/**
 * Who answers is looked at now, before anything else happens: the role may be gone, and the context may be made up.
 * The card that asked goes away either way: it could be accepted again.
 */
export async function answerFileConsent(
  consent: FileConsent,
  encounter: Encounter,
  via: Partial<UploadVia> = {},
): Promise<HttpAnswer> {
  const { deps, later, finished, contact } = encounter;
  const chat = deps.outbox.chatWith(contact);
  later(
    async () => {
      const reply = await answerOf(consent, chat, encounter, via);
      await chat.send({ reply });
      finished('export-report', reply.kind === 'report-failed' ? 'failed' : 'late');
    },
    async () => {
      finished('export-report', 'failed');
      await chat.send({ reply: { kind: 'report-failed' } });
    },
  );
  return accepted;
}

async function answerOf(
  { action, context, uploadInfo }: FileConsent,
  chat: Pick<Encounter['chat'], 'remove'>,
  { user, deps, activity }: Encounter,
  via: Partial<UploadVia>,
): Promise<Shown['reply']> {
  const report = await deps.rollout?.reportFor(user, context.campaign);
  if (!report) return { kind: 'not-understood' };
  if (activity.replyToId) await chat.remove(activity.replyToId);
  if (action === 'decline' || !uploadInfo) return { kind: 'report-declined' };
  const isDone = await upload(report.content, uploadInfo.uploadUrl, via);
  if (!isDone) return { kind: 'report-failed' };
  return { kind: 'report-saved', name: uploadInfo.name, where: uploadInfo.contentUrl };
}

async function upload(content: AsyncIterable<string>, uploadUrl: string, via: Partial<UploadVia>): Promise<boolean> {
  const url = URL.parse(uploadUrl);
  if (url?.protocol !== 'https:' || !storage.test(url.hostname)) return false;
  return uploadReport(content, url, via);
}
