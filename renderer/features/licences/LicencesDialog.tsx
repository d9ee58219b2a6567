import { useEffect, useState } from 'react';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Dialog } from '../shell/Dialog.tsx';

/** The works of others that come with the program, in the words of their licences. */
export function LicencesDialog() {
  const { words } = useText();
  const open = useView((store) => store.dialog === 'licences');
  const [notices, setNotices] = useState('');
  const text = words.licences;
  useEffect(() => {
    // A quarter of a megabyte that hardly anybody reads is loaded when somebody does.
    if (open) void import('../../../THIRD-PARTY-NOTICES.txt?raw').then((file) => setNotices(file.default));
  }, [open]);

  return (
    <Dialog name="licences" title={text.title} close={text.close} look="wide" isText>
      <p className="dialog-lead">{text.lead}</p>
      <pre className="licences selectable" lang="en" aria-busy={notices === ''}>
        {notices}
      </pre>
    </Dialog>
  );
}

/** The way there. */
export function LicencesButton() {
  const { words } = useText();
  const open = useView((store) => store.open);
  return (
    <section className="settings-part">
      <button type="button" className="button-small" onClick={() => open('licences')}>
        {words.licences.open}
      </button>
    </section>
  );
}
