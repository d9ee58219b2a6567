import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { CallHandlers } from '../register.ts';

export interface PictureParts {
  readonly library: MediaLibrary;
  readonly engine: EngineClient;
}

export const pictureHandlers = ({
  library,
  engine,
}: PictureParts): Pick<CallHandlers, 'drawScene' | 'drawTitle'> => ({
  async drawScene(request) {
    const { bytes, mimeType } = await engine.run('drawScene', request);
    return library.grantPicture(bytes, mimeType, 'scenes');
  },
  async drawTitle(request) {
    const { picture, ...place } = await engine.run('drawTitle', request);
    return { ...place, url: library.grantPicture(picture.bytes, picture.mimeType, 'titles') };
  },
});
