/**
 * A registered face: everything that is worked out about a photo before it speaks, once per photo. What was worked out
 * is kept by what it was made from, so the same photo under any name is recognised and a changed pixel is a new photo.
 */
import { z } from 'zod';
import type { ModelCard, ModelRole } from '../../../shared/contract/models.ts';
import type { EngineContext } from '../context.ts';
import { jsonCodec, keyOf, type ContentCache, type KeyPart } from '../runtime/contentCache/index.ts';
import { FACE_VERSION, findFaces } from '../stages/face/index.ts';
import type { FaceResult } from '../stages/face/types.ts';
import { cutOut, MATTE_VERSION } from '../stages/matte/index.ts';
import type { Matte } from '../stages/matte/types.ts';
import { MEDIA_VERSION, type Photo } from '../stages/media/index.ts';
import { findPersons, PERSON_VERSION } from '../stages/person/index.ts';
import type { PersonResult } from '../stages/person/types.ts';
import { boxSchema, parseFaces, plainFaces } from './faceRecord.ts';
import type { AvatarCaches, AvatarStage, AvatarStageRunner } from './stageRunner.ts';
import { layMatte, storedMatteCodec, storeMatte, type StoredMatte } from './storedMatte.ts';

export { prepareLoop, type LoopWishes, type PreparedLoop } from './prepareLoop.ts';
export { registerLoop, type LoopAvatar } from './registerLoop.ts';
export type { AvatarCaches, AvatarStage, AvatarStageRunner } from './stageRunner.ts';

/** What is wanted to be known about a photo. */
export interface AvatarWishes {
  /** Model that looks for persons, by id or `auto`; null: nobody asks where they are. */
  readonly personModel: string | null;
  /** Model that cuts the person out, by id or `auto`; null: no matte is needed. */
  readonly matteModel: string | null;
}

export interface Avatar {
  /** null where they were not asked for. */
  readonly persons: PersonResult | null;
  readonly faces: FaceResult;
  /** null where none was asked for. */
  readonly matte: Matte | null;
  readonly caches: AvatarCaches;
  /** The networks that the results come from, whether they ran now or when the photo was first seen. */
  readonly models: readonly ModelCard[];
  /** Plain sentences: what was done differently than asked, what could not be kept. */
  readonly warnings: readonly string[];
}

const personsSchema = z.object({
  persons: z.array(z.object({ box: boxSchema, score: z.number() })),
  model: z.string(),
});
const personsCodec = jsonCodec<PersonResult>(
  'persons 1',
  (result) => result,
  (plain) => personsSchema.parse(plain),
);

const facesCodec = jsonCodec<FaceResult>('faces 1', plainFaces, parseFaces);

/** What every result about a photo depends on. The file's bytes stand for the pixels: see the version of the decoder. */
const photoKey = (photo: Photo): { readonly [name: string]: KeyPart } => ({
  photo: photo.sha256,
  media: MEDIA_VERSION,
});

/**
 * Finds out about a photo what a talking video of it needs, or remembers it.
 * @param photo as decoded; its `sha256` is what it is known by
 * @param stage runs each room in turn
 * @throws KotohogiError kind `missing` when a model is absent, `cancelled` on abort
 */
export async function registerAvatar(
  photo: Photo,
  wishes: AvatarWishes,
  cache: ContentCache,
  stage: AvatarStageRunner,
): Promise<Avatar> {
  const caches: Partial<Record<AvatarStage, 'hit' | 'miss'>> = {};
  const models: ModelCard[] = [];
  const warnings = new Set<string>();

  const choose = async (room: EngineContext, role: ModelRole, choice: string): Promise<ModelCard> => {
    const card = await room.models.choose(role, choice);
    models.push(card);
    return card;
  };
  const note = (name: AvatarStage, found: { cache: 'hit' | 'miss'; warnings: readonly string[] }): void => {
    caches[name] = found.cache;
    for (const warning of found.warnings) warnings.add(warning);
  };

  const { personModel, matteModel } = wishes;
  const persons =
    personModel === null
      ? null
      : await stage('person', async (room) => {
          const model = await choose(room, 'person', personModel);
          const key = keyOf({
            ...photoKey(photo),
            room: 'person',
            version: PERSON_VERSION,
            model: model.id,
            models: [model.sha256],
          });
          const find = (): Promise<PersonResult> => findPersons(photo, room, model.id);
          const found = await cache.get(key, personsCodec, find, room.signal);
          note('person', found);
          return found.value;
        });

  const faces = await stage('face', async (room) => {
    const detector = await choose(room, 'face-detector', 'auto');
    const mesh = await choose(room, 'face-landmarks', 'auto');
    const key = keyOf({
      ...photoKey(photo),
      room: 'face',
      version: FACE_VERSION,
      models: [detector.sha256, mesh.sha256],
    });
    const found = await cache.get(key, facesCodec, () => findFaces(photo, room), room.signal);
    note('face', found);
    return found.value;
  });

  const matte =
    matteModel === null
      ? null
      : await stage('matte', async (room) => {
          const card = await room.models.choose('matte', matteModel);
          // The embedded model goes by the faces alone; others also cut out who shows none.
          const others = card.family === 'selfie' ? [] : (persons?.persons ?? []);
          const key = keyOf({
            ...photoKey(photo),
            room: 'matte',
            version: MATTE_VERSION,
            model: card.id,
            models: [card.sha256],
            // Faces and persons say who is cut out: another finder of them may mean another person.
            faces: faces.faces.map(({ box }) => box),
            persons: others.map(({ box }) => box),
          });
          const cut = async (): Promise<StoredMatte> =>
            storeMatte(
              await cutOut(photo, faces.faces, room, { model: card.id, persons: others }),
              photo.image,
            );
          const found = await cache.get(key, storedMatteCodec, cut, room.signal);
          // Not the chosen one where that could not run, and none for a photo that is a cut-out already.
          const drawnBy = (await room.models.cards()).find(({ id }) => id === found.value.model);
          if (drawnBy) models.push(drawnBy);
          for (const warning of found.value.warnings) warnings.add(warning);
          note('matte', found);
          return layMatte(found.value, photo.image);
        });
  return { persons, faces, matte, caches, models, warnings: [...warnings] };
}
