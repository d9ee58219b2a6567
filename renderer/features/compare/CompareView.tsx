/** Voices side by side on the same face. */
export function CompareView() {
  return <div className="compare" />;
}
