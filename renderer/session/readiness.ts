import type { PhotoInspection, VoiceAnalysis } from '../../shared/contract/media.ts';
import { useAnalysis, type Slot } from '../stores/analysis.ts';
import { useProject } from '../stores/project.ts';
import type { ProjectDocument } from '../stores/projectDocument.ts';

/** Whether the video can be made now, and what is missing if not. */
export type Readiness =
  'needBoth' | 'needPhoto' | 'needVoice' | 'needFace' | 'needPicture' | 'stillLooking' | 'ready';

export function readinessOf(
  document: ProjectDocument,
  photo: Slot<PhotoInspection>,
  voice: Slot<VoiceAnalysis>,
): Readiness {
  if (photo.working || voice.working) return 'stillLooking';
  if (!document.photo) return document.voice ? 'needPhoto' : 'needBoth';
  if (photo.result?.faces.length === 0) return 'needFace';
  if (!document.voice) return 'needVoice';
  if (document.background.kind === 'picture' && !document.background.picture) return 'needPicture';
  return 'ready';
}

/** Whether the video can be made, for what is asked outside a component. */
export function isReadyNow(): boolean {
  const { photo, voice } = useAnalysis.getState();
  return readinessOf(useProject.getState().document, photo, voice) === 'ready';
}

export function useReadiness(): Readiness {
  const document = useProject((store) => store.document);
  const photo = useAnalysis((store) => store.photo);
  const voice = useAnalysis((store) => store.voice);
  return readinessOf(document, photo, voice);
}
