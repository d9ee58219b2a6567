import type { z } from 'zod';
import { failure, success, type Reply } from '../../shared/contract/reply.ts';
import { toErrorReport, usageError } from '../../shared/errors.ts';

export interface IncomingCall {
  readonly name: string;
  readonly channel: { readonly request: z.ZodType; readonly reply: z.ZodType };
  readonly handler: (request: unknown) => unknown;
  readonly request: unknown;
  readonly fromOurPage: boolean;
  readonly log: (line: string) => void;
}

/** Answers one call: never throws, whatever was sent and whatever the handler does. */
export async function answerCall(call: IncomingCall): Promise<Reply<unknown>> {
  const { name, channel, handler, request, fromOurPage, log } = call;
  if (!fromOurPage) {
    log(`refused ${name}: not from the studio's page`);
    return failure(
      usageError(
        'call-refused',
        'This request did not come from the studio.',
        'Restart the program.',
      ).toReport(),
    );
  }
  const parsed = channel.request.safeParse(request);
  if (!parsed.success) {
    log(
      `refused ${name}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    );
    return failure(
      usageError(
        'call-malformed',
        'The studio asked for something impossible.',
        'Restart the program.',
      ).toReport(),
    );
  }
  try {
    // Parsing the answer strips whatever the contract does not name, paths above all.
    return success(channel.reply.parse(await handler(parsed.data)));
  } catch (thrown) {
    const error = toErrorReport(thrown);
    if (error.kind === 'defect')
      log(`failed ${name}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    return failure(error);
  }
}
