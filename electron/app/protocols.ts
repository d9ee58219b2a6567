import { protocol } from 'electron';
import { MEDIA_SCHEME, type MediaLibrary } from './mediaLibrary.ts';
import { serveMedia } from './mediaProtocol.ts';
import { PAGE_SCHEME, servePage } from './pageProtocol.ts';

/** Declares the two schemes; has to happen before the app is ready. */
export function declareSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges },
    { scheme: MEDIA_SCHEME, privileges: { ...privileges, stream: true } },
  ]);
}

/** @param pageFolder absolute folder of the built page */
export function serveSchemes(pageFolder: string, library: MediaLibrary): void {
  protocol.handle(PAGE_SCHEME, (request) => servePage(request, pageFolder));
  protocol.handle(MEDIA_SCHEME, (request) => serveMedia(request, library));
}
