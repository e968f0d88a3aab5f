/** French sentences of the access indicators' flags, by code and reason. */
export const ACCESS_FLAG_SENTENCES_FR: Readonly<Record<string, string>> = {
  MEASUREMENT_FAILURE_SUDDEN_FALL:
    '{{platform}} ne liste soudain qu’une fraction de ses unités\u00A0: {{units}} le {{day}} ({{days}} jours de ce genre dans le mois).',
  UNALIGNED_DAYS_MISSING:
    '{{party}} n’a pas été relevé pendant {{days}} jours du mois (le premier\u00A0: {{day}}) où d’autres l’ont été\u00A0: les deux séries ne peuvent être alignées.',
  DUPLICATE_LISTING:
    '{{party}} liste plusieurs fois le même agenda ou créneau au même instant\u00A0: {{duplicates}} répétitions parmi {{listed}} le {{day}} ({{days}} jours de ce genre). Pas de verdict.',
  DUPLICATE_LISTING_FEW:
    '{{party}} liste plusieurs fois le même agenda ou créneau au même instant\u00A0: {{duplicates}} répétitions parmi {{listed}} le {{day}}. Trop peu pour changer un verdict.',
  NO_DATA_NO_SOURCE: 'La version ne contient rien de {{party}} pour {{kpi}} ce mois-ci.',
  NO_DATA_PARTNER: 'Pas de verdict pour {{kpi}} ce mois-ci\u00A0: rien du partenaire n’a été compté.',
  NO_DATA_OWN: 'Pas de verdict pour {{kpi}} ce mois-ci\u00A0: rien des canaux propres n’a été compté.',
  NO_DATA_SAME_STRATUM:
    'Pas de verdict pour {{kpi}} ce mois-ci\u00A0: partenaire et canaux propres ne se rencontrent dans aucune strate.',
  NO_DATA_NO_STREAM: 'La version ne contient rien de {{party}} pour {{kpi}} en {{year}}.',
  NO_DATA_GAP: 'Rien à comparer n’a été relevé le {{day}}\u00A0: ce jour n’apporte aucune preuve.',
  NO_EVENT_NOT_ONE:
    'Pas de verdict pour {{kpi}} ce mois-ci\u00A0: pas un événement d’un côté ni de l’autre, donc pas de rapport.',
  STRATA_MERGED:
    '{{mergedCells}} des {{cells}} cellules les plus fines étaient trop peu remplies et ont été fusionnées vers le haut selon la règle ({{mergedUnits}} unités du partenaire)\u202F; {{strata}} strates sont comparées. Unités sans rien de comparable, écartées\u00A0: {{uncomparedUnits}}.',
  STRATA_MERGED_LEFT_OUT:
    '{{units}} unités du partenaire dans {{strata}} strates n’ont rien de comparable du côté propre et sont écartées.',
  HETEROGENEOUS:
    'L’écart n’est pas le même dans les {{strata}} strates (Breslow–Day–Tarone, p = {{p}})\u00A0: à lire strate par strate, non comme un seul nombre.',
  CLUSTERED:
    'Les résultats viennent par grappes\u00A0: leur dispersion est {{dispersion}} fois celle d’unités indépendantes. p, intervalle et écart détectable en tiennent compte.',
  SMALL_SAMPLE:
    'Seulement {{partnerN}} unités du partenaire\u00A0: le test exact reste valable, mais seul un grand écart pourrait se voir.',
};
