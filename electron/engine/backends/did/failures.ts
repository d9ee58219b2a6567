/** What D-ID answers instead of what was asked for, in sentences with a next step. */
import { inputError, missingError, type ErrorReport, type KotohogiError } from '../../../../shared/errors.ts';
import { errorBodySchema } from './schemas.ts';

/** An answer as it came. */
export interface DidAnswer {
  readonly status: number;
  /** Parsed JSON; null when it is something else, e.g. the web page of a gateway. */
  readonly body: unknown;
  /** The server's own time; null when it does not tell. */
  readonly dateMs: number | null;
  /** How long it asks to be left alone; 0 when it does not. */
  readonly retryAfterMs: number;
}

/** Texts of D-ID's own client are cut at this length. */
const MAX_DESCRIPTION = 256;
/** Line ends and what a terminal would obey. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

export interface Saying {
  readonly kind: string | null;
  readonly description: string | null;
}

/** What an error body says, fit to be shown. */
export function sayingOf(body: unknown, redact: (text: string) => string): Saying {
  const { data } = errorBodySchema.safeParse(body);
  const clean = (text: string | null | undefined): string | null => {
    const line = redact((text ?? '').slice(0, 4 * MAX_DESCRIPTION))
      .replace(CONTROL, ' ')
      .trim();
    return line === '' ? null : line.slice(0, MAX_DESCRIPTION);
  };
  return {
    // A kind is a name: anything else is not shown and not looked up.
    kind: /^[A-Za-z]{1,60}$/.test(data?.kind ?? '') ? clean(data?.kind) : null,
    description: clean(data?.description ?? data?.message),
  };
}

const quoted = ({ kind, description }: Saying): string => {
  const words = [kind, description].filter((part) => part !== null).join(': ');
  return words === '' ? '' : ` D-ID says: "${words}".`;
};

type Words = readonly [code: string, message: string, hint: string];

const LOCAL = 'or render on this computer, which needs no account';

/** What the picture or the sound is to blame for: sending the same again gives the same answer. */
const ABOUT_INPUT: Readonly<Record<string, Words>> = {
  InvalidFaceError: [
    'did-no-face',
    'D-ID found no face that it can use in the photo.',
    `Choose a photo with one clear face that looks at the camera, ${LOCAL}.`,
  ],
  InvalidImageResolutionError: [
    'did-image-size',
    'D-ID does not take a photo of this size.',
    `Choose a photo of at least 256 x 256 pixels, ${LOCAL}.`,
  ],
  InvalidAudioDurationError: [
    'did-audio-length',
    'D-ID does not take a message of this length.',
    `Shorten the message, ${LOCAL}.`,
  ],
  ImageModerationError: [
    'did-moderated-image',
    'The moderation of D-ID refuses the photo.',
    `Choose another photo, ${LOCAL}. The same photo is not sent again.`,
  ],
  CelebrityRecognizedError: [
    'did-celebrity',
    'D-ID takes the person in the photo for a celebrity and refuses it.',
    `Choose another photo, ${LOCAL}. If it is a mistake, only D-ID's support can help.`,
  ],
  TextModerationError: [
    'did-moderated-text',
    'The moderation of D-ID refuses the words.',
    `Change the message, ${LOCAL}.`,
  ],
  AudioModerationError: [
    'did-moderated-audio',
    'The moderation of D-ID refuses what is said in the recording.',
    `Change the message, ${LOCAL}.`,
  ],
  UnsupportedMimeTypeError: [
    'did-format',
    'D-ID does not take this kind of file.',
    `Update Kotohogi Studio, which sends JPEG and WAV, ${LOCAL}.`,
  ],
};

const fileTooLarge = (route: string): Words =>
  route.endsWith('/audios')
    ? ['did-audio-length', 'D-ID takes the recording for too large.', `Shorten the message, ${LOCAL}.`]
    : ['did-image-size', 'D-ID takes the photo for too large.', `Choose a smaller photo, ${LOCAL}.`];

const input = ([code, message, hint]: Words, saying: Saying): KotohogiError =>
  inputError(code, `${message}${quoted(saying)}`, hint);
const missing = ([code, message, hint]: Words, saying: Saying): KotohogiError =>
  missingError(code, `${message}${quoted(saying)}`, hint);

const paymentWords = ({ kind }: Saying): Words =>
  kind === null || kind === 'InsufficientCreditsError'
    ? ['did-no-credits', 'The D-ID account has not enough credits.', `Buy credits in D-ID Studio, ${LOCAL}.`]
    : ['did-payment', 'D-ID asks for a payment first.', `Look at your plan in D-ID Studio, ${LOCAL}.`];

const GATEWAY: Words = [
  'did-gateway',
  'This is the wrong address of D-ID, or the wrong kind of key: its gateway refuses the request.',
  'Check the address, and copy the key again from the account settings of D-ID Studio.',
];

/** A page in the place of D-ID's words: some firewall or proxy speaks, or what guards D-ID's own door. */
const blocked = (status: number): KotohogiError =>
  missingError(
    'did-blocked',
    `Something on the way to D-ID refuses the connection (HTTP ${status}).`,
    'Check the firewall, the VPN and the address of D-ID, or try another network; then resume the job.',
  );

/**
 * The error that an answer stands for. `input`: the same photo or voice will be refused again; `missing`: it may work
 * later, or with another key or plan.
 * @param route what was asked for, e.g. `POST /talks`
 * @param redact keeps keys and signatures out of what D-ID says
 */
export function failureOf(route: string, answer: DidAnswer, redact: (text: string) => string): KotohogiError {
  const failure = refusalOf(route, answer, redact);
  const { kind, code, message, hint } = failure;
  // Only what is sent can be to blame for good: whoever merely asks for a video that is paid for may ask again.
  return kind === 'input' && !route.startsWith('POST ') ? missingError(code, message, hint) : failure;
}

function refusalOf(route: string, answer: DidAnswer, redact: (text: string) => string): KotohogiError {
  const saying = sayingOf(answer.body, redact);
  const { status } = answer;
  const known = saying.kind === null ? undefined : ABOUT_INPUT[saying.kind];
  if (saying.kind === 'InvalidFileSizeError') return input(fileTooLarge(route), saying);
  if (known) return input(known, saying);
  switch (status) {
    case 400:
    case 422:
      return input(
        ['did-request', `D-ID refuses the request (${route}).`, `Choose another photo or voice, ${LOCAL}.`],
        saying,
      );
    case 401:
      return missing(
        [
          'did-key',
          'D-ID does not accept the key.',
          'Enter the key again: copy all of it from the account settings of D-ID Studio.',
        ],
        saying,
      );
    case 402:
      return missing(paymentWords(saying), saying);
    case 403:
      if (answer.body === null) return blocked(status);
      return saying.kind === null
        ? missing(GATEWAY, saying)
        : missing(
            [
              'did-permission',
              'The D-ID plan does not allow this.',
              `Look at your plan in D-ID Studio, ${LOCAL}.`,
            ],
            saying,
          );
    case 404:
    case 410:
      return missing(
        [
          'did-gone',
          `D-ID does not have this any more (${route}).`,
          'Start a new job: D-ID keeps uploads for one to two days.',
        ],
        saying,
      );
    case 409:
      return missing(
        [
          'did-in-progress',
          'D-ID is still at work on the same request.',
          'Wait a minute, then resume the job: nothing is sent twice.',
        ],
        saying,
      );
    case 511:
      return nonsense(route);
    case 413:
      return input(fileTooLarge(route), saying);
    case 415:
      return input(ABOUT_INPUT['UnsupportedMimeTypeError'], saying);
    case 429:
      return missing(
        ['did-busy', 'D-ID asks to slow down, again and again.', 'Wait some minutes, then resume the job.'],
        saying,
      );
    case 451:
      return input(
        [
          'did-moderated',
          'The moderation of D-ID refuses the job.',
          `Choose another photo or voice, ${LOCAL}.`,
        ],
        saying,
      );
    default:
      if (status < 300) return nonsense(route);
      return status < 500 && status !== 408
        ? missing([GATEWAY[0], `${GATEWAY[1]} (HTTP ${status})`, GATEWAY[2]], saying)
        : missing(
            [
              'did-trouble',
              `D-ID has a problem of its own (${route}, HTTP ${status}).`,
              'Resume the job later: nothing is paid twice.',
            ],
            saying,
          );
  }
}

/** An answer that is no error and yet not what the interface promises. */
export const nonsense = (route: string): KotohogiError =>
  missingError(
    'did-nonsense',
    `What answers in the place of D-ID is not D-ID (${route}); perhaps it is the log-in page of a network.`,
    'Check the network and the address, then resume the job.',
  );

/** Why a request had no answer. */
export type LossReason = 'offline' | 'slow' | 'broken';

export function lossOf(host: string, reason: LossReason, cause?: Error): KotohogiError {
  switch (reason) {
    case 'offline':
      return missingError(
        'did-unreachable',
        `${host} cannot be reached.`,
        'Check the network, then resume the job; rendering on this computer needs no network.',
        cause,
      );
    case 'slow':
      return missingError('did-slow', `${host} does not answer in time.`, 'Resume the job later.', cause);
    case 'broken':
      return missingError(
        'did-broken-off',
        `The connection to ${host} broke off.`,
        'Check the network, then resume the job.',
        cause,
      );
  }
}

/** A talk that ended as `error` or `rejected`. */
export function talkFailure(
  status: 'error' | 'rejected',
  body: unknown,
  redact: (text: string) => string,
): KotohogiError {
  const saying = sayingOf(body, redact);
  const known = saying.kind === null ? undefined : ABOUT_INPUT[saying.kind];
  if (known) return input(known, saying);
  return status === 'rejected'
    ? input(
        ['did-rejected', 'D-ID has rejected the job.', `Choose another photo or another message, ${LOCAL}.`],
        saying,
      )
    : input(
        ['did-failed', 'D-ID could not make the video.', `Try another photo or another message, ${LOCAL}.`],
        saying,
      );
}

/** Errors that a later attempt with the same photo and voice cannot change. */
export const isFinal = ({ kind }: Pick<ErrorReport, 'kind'>): boolean => kind === 'input';
