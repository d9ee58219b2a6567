import type { z } from 'zod';
import { failure, success, type Reply } from '../../shared/contract/reply.ts';
import { toErrorReport, usageError } from '../../shared/errors.ts';
import { whyNotPlain } from './plainMessage.ts';

/** Enough to see what was wrong; a message may hold megabytes. */
const MOST_LOGGED = 500;

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
  const malformed = (why: string): Reply<never> => {
    log(`refused ${name}: ${why.slice(0, MOST_LOGGED)}`);
    return failure(
      usageError(
        'call-malformed',
        'The studio asked for something impossible.',
        'Restart the program.',
      ).toReport(),
    );
  };
  const why = whyNotPlain(request);
  if (why !== null) return malformed(why);
  const parsed = parse(channel.request, request);
  if (typeof parsed === 'string') return malformed(parsed);
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

/**
 * What a request says by its schema, or what is wrong with it. A schema may throw on its own account: one that is
 * read-only tries to freeze what it was given, and binary data cannot be frozen.
 */
function parse(schema: z.ZodType, request: unknown): { readonly data: unknown } | string {
  try {
    const { success: isSound, data, error } = schema.safeParse(request);
    if (isSound) return { data };
    return error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`).join('; ');
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
