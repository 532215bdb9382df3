/** Video, voice or text: one tap, before each recording. */

import type { Modality } from "../api/types";
import { MODALITY_NAMES } from "../wording/names";

interface ModalityChoiceProps {
  offered: Modality[];
  chosen: Modality;
  onChoose: (modality: Modality) => void;
}

export function ModalityChoice({ offered, chosen, onChoose }: ModalityChoiceProps) {
  if (offered.length < 2) return null;
  return (
    <div className="modality" role="radiogroup" aria-label="作答方式">
      {offered.map((modality) => (
        <button
          key={modality}
          type="button"
          role="radio"
          aria-checked={modality === chosen}
          className={modality === chosen ? "on" : ""}
          onClick={() => onChoose(modality)}
        >
          {MODALITY_NAMES[modality]}
        </button>
      ))}
    </div>
  );
}
