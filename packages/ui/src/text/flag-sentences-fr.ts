import { ACCESS_FLAG_SENTENCES_FR } from './access-flag-sentences-fr.ts';

/**
 * French sentences of flags, by code and reason, filled from the flag's facts. English sentences come from the server as they are.
 * A fact whose name ends in Ratio, or is a change, a fall or a limit, is written as a percentage; a day as a date; a platform by its name.
 */
export const FLAG_SENTENCES_FR: Readonly<Record<string, string>> = {
  INCOMPLETE_PERIOD_REPORTING_FALL:
    '{{sites}} déclarants de {{source}} pour la période du {{period}}, {{fall}} de moins que les {{usual}} habituels (limite énoncée\u00A0: {{limit}}).',
  INCOMPLETE_PERIOD_AFTER_FILE_DATE:
    'Le fichier est du {{fileDay}}\u202F; la période du {{period}} ne s’achevait que le {{lastDay}}.',
  INCOMPLETE_PERIOD_EXPORT_ENDS: 'Les rendez-vous de {{platform}} s’arrêtent au {{lastDay}}.',
  INCOMPLETE_PERIOD_EXPORT_ENDED_LONG_AGO:
    'Les rendez-vous de {{platform}} se sont arrêtés au {{lastDay}}, plus d’un an auparavant\u00A0: disparue, ou plus transmise.',
  INCOMPLETE_PERIOD_PLATFORM_GONE:
    'Les rendez-vous de {{platform}} s’arrêtent au {{lastDay}} et aucun panel ultérieur n’y trouve personne\u00A0: elle a quitté le marché.',
  INCOMPLETE_PERIOD_EXPORT_BEGINS:
    'Les rendez-vous de {{platform}} commencent au {{firstDay}}, déjà au complet\u00A0: son export commence tard, et elle manque aux périodes antérieures.',
  INCOMPLETE_PERIOD_PLATFORM_NEW:
    'Les rendez-vous de {{platform}} commencent au {{firstDay}}, petits ou inconnus des panels antérieurs\u00A0: c’est une nouvelle plateforme.',
  INCOMPLETE_PERIOD_DATA_BEGIN: 'Les exports de cette version commencent au {{firstDay}}.',
  INCOMPLETE_PERIOD_COUNTS_BEGIN: 'Les comptes publiés de {{source}} commencent au {{firstDay}}.',
  INCOMPLETE_PERIOD_COUNTS_END: 'Les comptes publiés de {{source}} s’arrêtent au {{lastDay}}.',
  INCOMPLETE_PERIOD_RANGE_CUTS_COUNT:
    'Les jours demandés coupent une période des comptes publiés\u00A0: celle qui commence dedans compte entière, celle qui commence avant ne compte pas.',
  INCOMPLETE_PERIOD_RANGE_CUTS_PERIOD: 'Les jours demandés ne contiennent qu’une partie de la période du {{period}}.',
  BREAK_IN_SERIES_PANEL_JUMP:
    'Les déclarants de {{source}} ont augmenté de {{panelJump}} et son volume de {{jump}} à la période du {{period}}\u00A0: une croissance qui l’enjambe compare deux panels.',
  BREAK_IN_SERIES_WEIGHT_CHANGE:
    'Le poids moyen de {{source}} a bougé de {{weightChange}} à la période du {{period}}\u00A0: son panel ou son estimateur a changé.',
  BREAK_IN_SERIES_BREAK:
    'Retenue\u00A0: la série est rompue entre les deux périodes. Le panel constant compare les mêmes unités.',
  BREAK_IN_SERIES_EXPORT_BEGINS:
    'L’export de {{platform}} commence au {{firstDay}}\u00A0: avant et après, on ne compare pas les mêmes plateformes.',
  BREAK_IN_SERIES_YEAR_CHANGE_BROKEN:
    'La variation sur 12 mois est retenue\u00A0: la série est rompue, ou n’a pas la même couverture, entre les deux périodes.',
  BREAK_IN_SERIES_COVERAGE:
    'Retenue\u00A0: les deux périodes n’ont pas la même couverture. Une variation de part comparerait des panels différents.',
  OUTLIER: 'Le site {{site}} fait à lui seul bouger la part de {{platform}} de {{effect}} à la période du {{period}}.',
  OUTLIER_PRACTITIONER:
    'Le praticien {{practitioner}} fait à lui seul bouger la part de {{platform}} de {{effect}} à la période du {{period}}.',
  DUPLICATE_KEY:
    '{{rows}} lignes publiées partagent leur site et leur période avec une autre\u202F; toutes sont comptées.',
  DUPLICATE_KEY_REGISTER_TWICE:
    'Le registre du {{register}} donne plusieurs plateformes à {{sites}} de ses lieux\u00A0: leurs {{bookings}} rendez-vous restent sans attribution.',
  LOW_COVERAGE_BETTER_REGISTER:
    'La plateforme est connue pour {{matchedRatio}} des rendez-vous comptés\u202F; {{unmatched}} restent sans attribution (limite énoncée\u00A0: {{limit}}). Le registre du {{proposedRegister}} en connaîtrait {{proposedMatchedRatio}} et en laisserait {{proposedUnmatched}}\u00A0: demandez-le.',
  LOW_COVERAGE_LEADING_ZEROS:
    '{{sites}} lieux ({{bookings}} rendez-vous) seraient au registre du {{register}} avec d’autres zéros en tête, par exemple «\u00A0{{before}}\u00A0» pour «\u00A0{{after}}\u00A0»\u202F; ils restent sans attribution.',
  LOW_COVERAGE:
    'La plateforme est connue pour {{matchedRatio}} des rendez-vous comptés\u202F; {{unmatched}} restent sans attribution (limite énoncée\u00A0: {{limit}}).',
  EMPTY_DENOMINATOR: 'Rien n’a été compté ici\u00A0: il n’y a pas de part, ce qui n’est pas une part de zéro.',
  EMPTY_DENOMINATOR_SEGMENT_APPEARED:
    '{{segment}} n’a pas de marché dans la période de base\u00A0: sa part de maintenant tient lieu de celle d’alors, et tout son effet est de composition.',
  EMPTY_DENOMINATOR_SEGMENT_VANISHED:
    '{{segment}} n’a plus de marché dans la période\u00A0: sa part d’alors tient lieu de celle de maintenant, et tout son effet est de composition.',
  TIE: '{{ties}} praticiens partagent également leurs rendez-vous entre plateformes\u202F; chacun va au premier code par ordre alphabétique.',
  NO_BASE: 'Il n’y avait rien dans la période de base\u00A0: la croissance n’a pas de base.',
  NO_BASE_EMPTY_SIDE: 'L’une des deux périodes est vide\u00A0: il n’y a pas de variation à décomposer.',
  NO_BASE_NO_YEAR_BEFORE: 'Il n’y a pas de chiffre douze mois plus tôt.',
  COVERAGE_CHANGED_EXPORT_BEGINS:
    'L’export de {{platform}} commence au {{firstDay}}\u00A0: la croissance brute mesurerait la couverture. Le panel constant la laisse de côté.',
  COVERAGE_CHANGED_EXPORT_ENDS:
    'L’export de {{platform}} s’arrête au {{lastDay}}\u00A0: la croissance brute mesurerait la couverture. Le panel constant la laisse de côté.',
  COVERAGE_CHANGED_EXPORT_ENDED_LONG_AGO:
    'L’export de {{platform}} s’est arrêté au {{lastDay}}\u00A0: disparue, ou plus transmise. Le panel constant la laisse de côté.',
  COVERAGE_CHANGED_DATA_BEGIN:
    'Les exports de cette version commencent au {{firstDay}}\u00A0: l’une des deux périodes est incomplète.',
  COVERAGE_CHANGED_COUNTS_BEGIN:
    'Les comptes publiés de {{source}} commencent au {{firstDay}}\u00A0: l’une des deux périodes est incomplète.',
  COVERAGE_CHANGED_COUNTS_END:
    'Les comptes publiés de {{source}} s’arrêtent au {{lastDay}}\u00A0: l’une des deux périodes est incomplète.',
  COVERAGE_CHANGED:
    '{{currentUnits}} unités déclarent, {{baseUnits}} dans la période de base\u00A0: la croissance brute mêle croissance et couverture.',
  FULL_COUNT:
    'Un praticien à plusieurs plateformes compte une fois pour chacune\u00A0: les parts totalisent {{sumRatio}}. Aucun indice de concentration ne peut s’y appuyer.',
  ESTIMATED: '{{estimated}} volumes sur {{volumes}} sont des estimations\u202F; l’intervalle porte leur erreur.',
  ESTIMATED_WEIGHTED_PANEL:
    'Le panel est un échantillon\u00A0: chaque praticien en représente de {{least}} à {{most}}. L’intervalle est son erreur d’échantillonnage.',
  ESTIMATED_SINGLE_CLUSTER_STRATUM:
    'Le panel n’a interrogé qu’un praticien dans le département {{stratum}}\u00A0: l’erreur de cette part ne peut être estimée. Interrogez-en un second, ou laissez ce lieu de côté.',
  MULTI_SITE: '{{several}} praticiens sur {{people}} exercent dans plusieurs départements.',
  KNOWN_FRINGE:
    '{{fringeRatio}} du marché revient à des services inconnus ou hors liste\u00A0: l’indice est borné, non connu.',
  KNOWN_FRINGE_FRINGE_AS_ONE:
    'Les services inconnus comptent ici pour une seule firme, ce qui fait des deux indices une lecture haute.',
  KNOWN_FRINGE_SCREEN_ONLY:
    'Un examen compare des chiffres à des seuils. C’est une raison de regarder, jamais un verdict.',
  REFUSED_SEVERAL_GRAINS:
    'Les comptes publiés sont à plusieurs pas de temps sur ces jours ({{grains}})\u00A0: les mêmes rendez-vous seraient ajoutés deux fois.',
  REFUSED_NO_PANEL:
    'La version ne contient pas de panel d’équipement pour cette période. Apportez-en un avec le profil equipment-panel.',
  REFUSED_NO_UNIVERSE:
    'La version ne contient pas de répertoire des praticiens, qui serait le dénominateur. Apportez-en un avec le profil universe.',
  REFUSED_NO_BOOKINGS:
    'Aucun rendez-vous dans cette période et ce lieu. Choisissez une période que couvre la version, ou apportez un export.',
  REFUSED_NO_OFFLINE_APPOINTMENTS:
    'La version ne contient aucun rendez-vous pris par téléphone ou à l’accueil dans cette période\u00A0: tous les rendez-vous ne peuvent être le dénominateur.',
  REFUSED_NO_VENDOR_VOLUME:
    'La version ne contient aucun volume d’éditeur pour cette période. Apportez-en avec le profil vendor-volume.',
  REFUSED_NATIONAL_ONLY:
    'Les volumes des éditeurs sont nationaux\u00A0: ils ne se ventilent ni par lieu, ni par profession, ni par spécialité.',
  REFUSED_SHARES_DO_NOT_SUM:
    'Les parts de cette définition ne totalisent pas un\u00A0: elles n’ont pas d’indice de concentration.',
  REFUSED_SAME_PARTY: 'Une plateforme ne fusionne pas avec elle-même\u00A0: nommez-en deux.',
  REFUSED_PARTY_ABSENT: '{{platform}} n’est pas dans ce marché\u00A0: il n’y a rien à fusionner.',
  REFUSED_COUNTS_TOO_COARSE: 'Les comptes publiés sont plus larges que le pas de temps demandé ({{grain}}).',
  REFUSED_GRAIN_TOO_FINE: 'Cette mesure est gardée par mois\u00A0: demandez du premier d’un mois au premier d’un mois.',
  REFUSED_NO_PATIENT_PLACE:
    'Aucun rendez-vous de cette période ne dit où habite le patient\u00A0: il n’y a pas d’aire d’attraction.',
  REFUSED_NO_LOCATED_SITE:
    'Aucun site avec coordonnées n’a de rendez-vous compté ici dans cette période. Demandez des mois entiers.',
  REFUSED_NO_READING:
    'La version ne contient aucun relevé des créneaux ouverts pour cette période. Apportez-en un avec le profil fr-availability.',
  MEASUREMENT_FAILURE_LISTING_FALL: '{{platform}} liste {{listed}} lieux, contre {{before}} au relevé précédent.',
  MEASUREMENT_FAILURE_NONE_AVAILABLE:
    'Aucun des {{listed}} lieux de {{platform}} n’avait de créneau libre\u00A0: ses créneaux n’ont sans doute pas été lus.',
  ...ACCESS_FLAG_SENTENCES_FR,
};
