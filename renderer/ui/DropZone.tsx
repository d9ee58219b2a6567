/** An empty place for a file: says what to drop, and opens the dialog when pressed. */
export function DropZone(props: { label: string; action: string; note: string; onChoose: () => void }) {
  const { label, action, note, onChoose } = props;
  return (
    <button type="button" className="dropzone" onClick={onChoose}>
      <span className="dropzone-label">{label}</span>
      <span className="dropzone-action">{action}</span>
      <span className="dropzone-note">{note}</span>
    </button>
  );
}
