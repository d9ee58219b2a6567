import path from 'node:path';
import { version } from '../../package.json';
import type { ProjectDocument, ProjectMedia } from '../../shared/project/schema.ts';
import { readDocument } from '../../shared/project/readDocument.ts';
import type { EngineClient } from '../host/engineClient.ts';
import type { LocatedMedia } from '../host/messages.ts';
import { placeBytes, type RecoveryRecord, type RecoveryStore } from './recoveryStore.ts';

/** What a crash left behind, as the document of a project and where its files are. */
export interface Recovered {
  readonly document: ProjectDocument;
  readonly media: readonly LocatedMedia[];
}

/**
 * Reads what a crash left behind. Its files are looked for where they were, then in the project file.
 * @param recovery what it holds goes when the project is saved: such bytes are put into `mediaFolder`
 * @param mediaFolder where what lies inside projects is taken out to
 * @throws KotohogiError `project-damaged`, `project-newer`
 */
export async function readRecovered(
  { document: kept, sources, projectPath }: RecoveryRecord,
  engine: Pick<EngineClient, 'run'>,
  recovery: RecoveryStore,
  mediaFolder: string,
): Promise<Recovered> {
  const name = projectPath ?? 'recovery';
  const document = readDocument(JSON.stringify(kept), name, version);
  let inProject: Promise<readonly LocatedMedia[]> | undefined;
  /** Only asked for when something is not where it was: taking everything out takes time. */
  const fromProject = async (id: string): Promise<string | null> => {
    if (projectPath === null) return null;
    inProject ??= engine.run('openProject', { path: projectPath }).then(
      ({ media }) => media,
      () => [],
    );
    return (await inProject).find(({ media }) => media.id === id)?.path ?? null;
  };
  const locate = async (media: ProjectMedia): Promise<LocatedMedia> => {
    const files = Object.hasOwn(sources, media.id) ? [sources[media.id]] : [];
    const found = await engine.run('findMedia', { media, files });
    const place = found ?? (await fromProject(media.id));
    return { media, path: place, why: place === null ? 'gone' : null };
  };
  const settle = async (file: string, { id, name: fileName }: ProjectMedia): Promise<string> => {
    if (!recovery.holds(file)) return file;
    const settled = path.join(mediaFolder, `${id}${path.extname(fileName).toLowerCase()}`);
    await placeBytes(file, settled);
    return settled;
  };
  const media: LocatedMedia[] = [];
  for (const one of document.media) {
    const located = await locate(one);
    media.push(located.path === null ? located : { ...located, path: await settle(located.path, one) });
  }
  return { document, media };
}
