import { asString, type Props } from "../../protocol/values";

const continents = ["AF", "AN", "AS", "EU", "OC", "NA", "SA"];

/** ISO 3166-1 alpha-2. */
const countries = new Set(
  (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO " +
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE " +
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO " +
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW " +
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM " +
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
  ).split(" "),
);

/** Countries of which Route 53 tells the parts, with the form of their codes. */
const subdivisions: Readonly<Record<string, RegExp>> = {
  US: /^(A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])$/,
  UA: /^\d{2}$/,
};

/**
 * Says what is wrong with the location of a geolocation record, if anything.
 *
 * Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_GeoLocation.html
 */
export function locationProblem(location: Props): string | undefined {
  const continent = asString(location.continent);
  const country = asString(location.country);
  const subdivision = asString(location.subdivision);
  if ((continent === undefined) === (country === undefined)) {
    return "InvalidInput: a location has either a continent or a country";
  }
  if (continent !== undefined && !continents.includes(continent)) {
    return `InvalidInput: there is no continent ${continent}; there are ${continents.join(", ")}`;
  }
  if (country !== undefined && country !== "*" && !countries.has(country)) {
    return `InvalidInput: there is no country ${country}; give a code of ISO 3166-1 alpha-2, or * for the default`;
  }
  if (subdivision !== undefined && subdivisions[country ?? ""]?.test(subdivision) !== true) {
    return `InvalidInput: there is no part ${subdivision} of ${country ?? continent ?? ""}; states of US and regions of UA have codes`;
  }
  return undefined;
}
