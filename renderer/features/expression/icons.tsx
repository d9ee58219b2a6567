/** Icons of this panel, 20 x 20, in the colour of the text around them. */
import { icon } from '../../ui/icons.tsx';

/** A voice that rises and falls. */
export const ExpressionIcon = icon(
  <>
    <path d="M2.5 12.5c1.8 0 2.1-7.5 4-7.5s2.2 10 4.2 10 2-6.5 3.6-6.5 1.5 2.5 3.2 2.5" />
    <path d="M2.5 17.2h15" strokeDasharray="1.2 2.4" />
  </>,
);
/** Two pictures side by side. */
export const CompareIcon = icon(
  <>
    <rect x="2.5" y="4" width="6.4" height="12" rx="1.6" />
    <rect x="11.1" y="4" width="6.4" height="12" rx="1.6" />
    <path d="M4.6 11.6c.8 1 1.5 1 2.2 0M13.2 10.8c.7 1.8 1.5 1.8 2.2 0" />
  </>,
);
