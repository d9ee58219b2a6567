import type { UpdateDesk } from '../../updates/updateDesk.ts';
import type { CallHandlers } from '../register.ts';

export const updateHandlers = (
  desk: UpdateDesk,
): Pick<CallHandlers, 'describeUpdate' | 'checkForUpdate' | 'downloadUpdate' | 'installUpdate'> => ({
  describeUpdate: () => desk.describe(),
  checkForUpdate: () => desk.check(),
  downloadUpdate: () => desk.download(),
  installUpdate() {
    desk.install();
    return null;
  },
});
