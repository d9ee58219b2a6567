import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaRef } from '../../shared/contract/media.ts';
import type { Opening, WindowDocument } from '../../shared/contract/projects.ts';
import { NOTHING_CARRIED, toWindow } from '../../shared/project/convert.ts';
import { EMPTY_DOCUMENT } from '../../shared/project/defaults.ts';
import { PROJECT_VERSION } from '../../shared/project/schema.ts';
import { MediaLibrary } from '../app/mediaLibrary.ts';
import { EngineClient } from '../host/engineClient.ts';
import type { EngineTask } from '../host/messages.ts';
import { createProjectTasks, type ProjectTask } from '../host/projectTasks.ts';
import { DEFAULT_INFERENCE_SETTINGS } from '../../shared/contract/inferenceConstants.ts';
import { toErrorReport } from '../../shared/errors.ts';
import { ProjectSession } from './projectSession.ts';

let folder: string;
const at = (...names: string[]): string => path.join(folder, ...names);
const empty: WindowDocument = toWindow({ ...EMPTY_DOCUMENT, title: '' }, () => null);

/** The real tasks on the thread of the test. */
function createEngine(): EngineClient {
  const perform = createProjectTasks({ home: at('home'), cache: at('home', 'cache'), models: at('models') });
  return new EngineClient(
    () => {
      let tell: Parameters<ReturnType<ConstructorParameters<typeof EngineClient>[0]>['onMessage']>[0] = () =>
        undefined;
      const isProjectTask = (task: EngineTask): task is ProjectTask => /Project|Media/.test(task.name);
      return {
        patienceMs: null,
        post(message) {
          if (message.type !== 'start' || !isProjectTask(message.task)) return;
          const { id } = message;
          perform(message.task, new AbortController().signal).then(
            (output) => tell({ type: 'done', id, output }),
            (thrown: unknown) => tell({ type: 'failed', id, error: toErrorReport(thrown) }),
          );
        },
        onMessage: (listener) => (tell = listener),
        onGone: () => undefined,
        close: () => Promise.resolve(),
      };
    },
    () => DEFAULT_INFERENCE_SETTINGS,
  );
}

/** A start of the program: what was in memory before is gone, what is on the disk is there. */
async function start(answers: { open?: string; save?: string; find?: string } = {}) {
  const library = new MediaLibrary();
  const session = await ProjectSession.start(
    {
      home: at('home'),
      fleetingFolders: [at('home', 'cache')],
      mediaFolder: at('home', 'cache', 'project-media'),
      engine: createEngine(),
      library,
      ask: {
        open: () => Promise.resolve(answers.open ?? null),
        save: () => Promise.resolve(answers.save ?? null),
        find: () => Promise.resolve(answers.find ?? null),
      },
      displayFolder: (one) => path.basename(one),
      onState: () => undefined,
      nowMs: () => 1_800_000_000_000,
    },
    () => undefined,
  );
  return { session, library };
}

const SAVE = { elsewhere: false, replace: false, suggestedName: 'party' };
const openedOf = (opening: Opening) => {
  if (opening.kind !== 'opened') throw new Error('Files are missing.');
  return opening.project;
};
const nameOf = (ref: MediaRef | null): string | undefined => ref?.name;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-session-'));
  await mkdir(at('home', 'cache'), { recursive: true });
  await writeFile(at('grandma.jpg'), Buffer.alloc(4000, 1));
  await writeFile(at('voice.wav'), Buffer.alloc(9000, 2));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function documentWith(library: MediaLibrary): Promise<WindowDocument> {
  return {
    ...empty,
    photo: await library.grantFile(at('grandma.jpg'), 'photo'),
    voice: await library.grantFile(at('voice.wav'), 'voice'),
    shape: '9:16',
    matteTouchUp: { strokes: [{ kind: 'add', radiusPx: 3, hardness: 1, points: [[1, 2]] }] },
  };
}

describe('saving and opening', () => {
  it('brings a document back with its media, from another place', async () => {
    const first = await start({ save: at('party') });
    const document = await documentWith(first.library);
    expect(await first.session.save(document, SAVE)).toEqual({
      kind: 'saved',
      name: 'party',
      folder: path.basename(folder),
    });
    await rm(at('grandma.jpg'));
    await mkdir(at('moved'));
    await rename(at('party.kotohogi'), at('moved', 'party.kotohogi'));

    const second = await start({ open: at('moved', 'party.kotohogi') });
    const offer = await second.session.choose();
    const opened = openedOf(await second.session.open(offer?.id ?? ''));
    expect(opened).toMatchObject({ name: 'party', edited: false });
    expect(opened.document).toMatchObject({ shape: '9:16', matteTouchUp: document.matteTouchUp });
    expect([nameOf(opened.document.photo), nameOf(opened.document.voice)]).toEqual([
      'grandma.jpg',
      'voice.wav',
    ]);
    const photo = second.library.pathOf(opened.document.photo?.token ?? '', 'photo');
    expect(await readFile(photo)).toEqual(Buffer.alloc(4000, 1));
    expect(second.session.recents.entries.map(({ path: file }) => file)).toEqual([
      at('moved', 'party.kotohogi'),
      at('party.kotohogi'),
    ]);
    expect((await second.session.recents.list()).map(({ there }) => there)).toEqual([true, false]);
  });

  it('saves media whose file has gone since from the project itself', async () => {
    const { session, library } = await start({ save: at('party.kotohogi') });
    const document = await documentWith(library);
    await session.save(document, SAVE);
    await rm(at('grandma.jpg'));
    expect(await session.save({ ...document, shape: '1:1' }, SAVE)).toMatchObject({ kind: 'saved' });
    const again = await start();
    const opened = openedOf(await again.session.open(again.session.offer(at('party.kotohogi')).id));
    expect([nameOf(opened.document.photo), opened.document.shape]).toEqual(['grandma.jpg', '1:1']);
  });

  it('keeps the size and the models of a project that the window does not show', async () => {
    const { session } = await start({ save: at('small.kotohogi') });
    await session.save(empty, SAVE);
    // Written by other hands: half the size of the window's square.
    const engine = createEngine();
    const { document } = await engine.run('openProject', { path: at('small.kotohogi') });
    const frame = { ...NOTHING_CARRIED.frame, size: { widthPx: 540, heightPx: 540 }, fps: 30 };
    await engine.run('saveProject', {
      path: at('small.kotohogi'),
      document: { ...document, frame, engines: { ...document.engines, matteModel: 'birefnet-lite' } },
      sources: new Map(),
    });
    const second = await start();
    const opened = openedOf(await second.session.open(second.session.offer(at('small.kotohogi')).id));
    await second.session.save({ ...opened.document, blink: 0.5 }, SAVE);
    const { document: saved } = await engine.run('openProject', { path: at('small.kotohogi') });
    expect(saved).toMatchObject({ frame, engines: { matteModel: 'birefnet-lite' }, motion: { blink: 0.5 } });
  });

  it('does not replace what another program has written meanwhile, unless told to', async () => {
    const { session } = await start({ save: at('party.kotohogi') });
    await session.save(empty, SAVE);
    await writeFile(at('party.kotohogi'), 'from elsewhere');
    expect(await session.save(empty, SAVE)).toEqual({ kind: 'changed' });
    expect(await readFile(at('party.kotohogi'), 'utf8')).toBe('from elsewhere');
    expect(await session.save(empty, { ...SAVE, replace: true })).toMatchObject({ kind: 'saved' });
    expect(await session.save(empty, SAVE)).toMatchObject({ kind: 'saved' });
  });

  it('changes nothing when the dialog is closed or the place cannot be written', async () => {
    const closed = await start();
    expect(await closed.session.save(empty, SAVE)).toEqual({ kind: 'cancelled' });
    const nowhere = await start({ save: at('nowhere', 'party.kotohogi') });
    await expect(nowhere.session.save(empty, SAVE)).rejects.toMatchObject({ code: 'project-unwritable' });
    expect(nowhere.session.describe().current).toBeNull();
  });

  it('refuses what is no project and keeps what was open', async () => {
    const { session, library } = await start({ save: at('party.kotohogi') });
    const document = await documentWith(library);
    await session.save(document, SAVE);
    const { id } = session.offer(at('voice.wav'));
    await expect(session.open(id)).rejects.toMatchObject({ code: 'project-unreadable' });
    await expect(session.open('0'.repeat(32))).rejects.toMatchObject({ code: 'offer-unknown' });
    expect(session.describe().current).toMatchObject({ name: 'party', document });
  });
});

describe('missing files', () => {
  async function linked(): Promise<void> {
    const { session, library } = await start({ save: at('linked.kotohogi') });
    await session.save(await documentWith(library), SAVE);
    const engine = createEngine();
    const { document } = await engine.run('openProject', { path: at('linked.kotohogi') });
    const media = document.media.map((one) => ({
      ...one,
      place: { kind: 'linked' as const, relativePath: null, absolutePath: at(one.name) },
    }));
    await engine.run('saveProject', {
      path: at('linked.kotohogi'),
      document: { ...document, media },
      sources: new Map(),
    });
  }

  it('are named, and found again together when they have moved together', async () => {
    await linked();
    await mkdir(at('album'));
    for (const name of ['grandma.jpg', 'voice.wav']) await rename(at(name), at('album', name));
    const { session } = await start({ find: at('album', 'voice.wav') });
    const opening = await session.open(session.offer(at('linked.kotohogi')).id);
    if (opening.kind !== 'missing') throw new Error('Nothing is missing.');
    expect(opening.files.map(({ name, purpose, why }) => [name, purpose, why])).toEqual([
      ['grandma.jpg', 'photo', 'gone'],
      ['voice.wav', 'voice', 'gone'],
    ]);
    // Another file is not taken for it.
    await expect(session.findMissing(opening.files[0].id)).rejects.toMatchObject({
      code: 'project-media-other',
    });
    const found = await session.findMissing(opening.files[1].id);
    const project = openedOf(found ?? opening);
    expect(project.edited).toBe(true);

    // Saved, the project knows the new place.
    await session.save(project.document, SAVE);
    const again = await start();
    expect(await again.session.open(again.session.offer(at('linked.kotohogi')).id)).toMatchObject({
      kind: 'opened',
      project: { edited: false },
    });
  });

  it('can be done without; the rest is there', async () => {
    await linked();
    await writeFile(at('grandma.jpg'), 'another picture');
    const { session } = await start();
    const opening = await session.open(session.offer(at('linked.kotohogi')).id);
    expect(opening).toMatchObject({ kind: 'missing', files: [{ name: 'grandma.jpg', why: 'changed' }] });
    const project = await session.openWithoutMissing();
    expect(project).toMatchObject({ edited: true, document: { photo: null, matteTouchUp: null } });
    expect(nameOf(project.document.voice)).toBe('voice.wav');
  });

  it('leave what was open alone when opening is given up', async () => {
    await linked();
    await rm(at('grandma.jpg'));
    const { session } = await start();
    await session.open(session.offer(at('linked.kotohogi')).id);
    session.cancelOpening();
    await expect(session.openWithoutMissing()).rejects.toMatchObject({ code: 'offer-unknown' });
    expect(session.describe().current).toBeNull();
  });
});

describe('after a crash', () => {
  it('every edit that was kept is there, also where the bytes lay in a place that is cleared', async () => {
    const first = await start();
    const take = at('home', 'cache', 'take.wav');
    await writeFile(take, Buffer.alloc(7000, 7));
    const document = {
      ...(await documentWith(first.library)),
      voice: await first.library.grantFile(take, 'voice'),
    };
    await first.session.keep({ ...document, blink: 0.1 }, true);
    await first.session.keep({ ...document, blink: 0.2, title: 'For Aya' }, true);
    await rm(at('home', 'cache'), { recursive: true });

    const second = await start({ save: at('party.kotohogi') });
    expect(second.session.describe().recovery).toEqual({ name: 'For Aya', keptAtMs: 1_800_000_000_000 });
    const project = openedOf(await second.session.restore());
    expect(project).toMatchObject({ name: null, edited: true, document: { blink: 0.2, shape: '9:16' } });
    const voice = second.library.pathOf(project.document.voice?.token ?? '', 'voice');
    expect(await readFile(voice)).toEqual(Buffer.alloc(7000, 7));

    // Saving clears what was kept, and the voice can still be heard.
    await second.session.save(project.document, SAVE);
    expect(await readdir(at('home'))).not.toContain('recovery');
    expect((await stat(voice)).size).toBe(7000);
    expect((await start()).session.describe().recovery).toBeNull();
  });

  it('another crash before saving loses nothing either', async () => {
    const first = await start();
    const document = await documentWith(first.library);
    await first.session.keep(document, true);
    const second = await start();
    await second.session.restore();
    const third = await start();
    expect(openedOf(await third.session.restore()).document.shape).toBe('9:16');
  });

  it('media that have gone are looked for in the project file', async () => {
    const first = await start({ save: at('party.kotohogi') });
    const document = await documentWith(first.library);
    await first.session.save(document, SAVE);
    await first.session.keep({ ...document, blink: 0.3 }, true);
    await rm(at('grandma.jpg'));
    const second = await start();
    expect(second.session.describe().recovery?.name).toBe('party');
    const project = openedOf(await second.session.restore());
    expect(project).toMatchObject({ name: 'party', edited: true, document: { blink: 0.3 } });
    expect(nameOf(project.document.photo)).toBe('grandma.jpg');
  });

  it('media that are nowhere are asked for', async () => {
    const first = await start();
    await first.session.keep(await documentWith(first.library), true);
    await rm(at('voice.wav'));
    const second = await start();
    expect(await second.session.restore()).toMatchObject({
      kind: 'missing',
      files: [{ name: 'voice.wav', purpose: 'voice' }],
    });
  });

  it('what was taken back or discarded is not offered', async () => {
    const first = await start();
    const document = await documentWith(first.library);
    await first.session.keep(document, true);
    await first.session.keep(empty, false);
    const second = await start();
    expect(second.session.describe().recovery).toBeNull();
    await second.session.keep(await documentWith(second.library), true);
    const third = await start();
    await third.session.discardRecovery();
    expect((await start()).session.describe().recovery).toBeNull();
  });

  it('half a file is passed over; what a newer program has kept is said to be that, and stays', async () => {
    const first = await start();
    await first.session.keep(await documentWith(first.library), true);
    const file = at('home', 'recovery', 'project.json');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, whole.slice(0, whole.length / 2));
    expect((await start()).session.describe().recovery).toBeNull();
    await writeFile(file, whole.replace(`"schemaVersion": ${PROJECT_VERSION}`, '"schemaVersion": 99'));
    const later = await start();
    await expect(later.session.restore()).rejects.toMatchObject({ code: 'project-newer' });
    expect(await readFile(file, 'utf8')).toContain('99');
  });

  it('a page that comes anew finds the project that goes on', async () => {
    const { session, library } = await start();
    const document = await documentWith(library);
    await session.keep(document, true);
    expect(session.describe()).toMatchObject({ current: { name: null, edited: true, document } });
    await session.begin();
    expect(session.describe().current).toBeNull();
  });
});
