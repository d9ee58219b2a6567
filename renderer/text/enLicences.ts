/** Words about the licences of what comes with the program. */
export interface LicenceWords {
  readonly title: string;
  readonly close: string;
  readonly open: string;
  readonly lead: string;
}

export const enLicences: LicenceWords = {
  title: 'Licences',
  close: 'Close',
  open: 'Licences of what comes with it…',
  lead: 'Kotohogi Studio is under the MIT licence. It comes with these works of others.',
};
