"""English: which function words which kind of fact, and which kind of handout."""

from __future__ import annotations

from msp_select.decision.advice.bid_summary import BidSummary
from msp_select.decision.advice.direction import DirectionTest, Driving, KeepToday
from msp_select.decision.checks.abnormally_low_price import LowPrice
from msp_select.decision.checks.checks import (
    BindsLonger,
    FeeCountedTwice,
    LeavingNotKnown,
    MostlyOutsideTheFee,
    OfferLapsed,
    TaxDiffers,
    YardstickUpsideDown,
)
from msp_select.decision.checks.contradictions import (
    Attention,
    BackupTestNotSeen,
    CheapAndVague,
    FreeStartLongLock,
    HoursAboveFee,
    NamesWillChange,
    OldCertificate,
    OwnDutiesNotPromised,
    PromiseOnAnything,
    QuickWithoutPeople,
    TooGoodAtThatLoad,
    UpdatesWithoutResult,
)
from msp_select.decision.checks.cost_floor import FeeTooLow
from msp_select.decision.checks.two_places import SaysTwoThings
from msp_select.decision.findings.audit_trail import Record
from msp_select.decision.findings.break_even_prices import BreakEvenPrice, PriceNeeded, Standstill
from msp_select.decision.findings.changed_costs import ChangedCosts
from msp_select.decision.findings.differences import BetterAt, Differences, DoesBadly, ProsAndCons
from msp_select.decision.findings.fewest_changes import AskNext, FewestChanges, FewestChangesAgainst
from msp_select.decision.findings.first_sentence import FirstSentence, WhyNotCheapest
from msp_select.decision.findings.from_documents import FromDocuments
from msp_select.decision.findings.gut_check import GutCheck
from msp_select.decision.findings.headline import NoCandidate, NotJudged
from msp_select.decision.findings.leader import Sealed, Sureness
from msp_select.decision.findings.money_per_point import EvenSwaps, Premium
from msp_select.decision.findings.must_haves import MustHaves, OwnMustHaves
from msp_select.decision.findings.negotiation_points import MakeAcceptable, NegotiationPoints, Risks
from msp_select.decision.findings.next_steps import NextSteps
from msp_select.decision.findings.one_page import (
    Contest,
    IntoTheContract,
    MoneyInShort,
    SpeaksForTheOther,
    ToAsk,
)
from msp_select.decision.findings.panel_agreement import EvaluatorsDiffer, MarksHidden
from msp_select.decision.findings.total_costs import CarriedRisk, Defaults, HeadlineAndTotal, LowestTotal
from msp_select.decision.findings.uncertainty import Coverage, FirstPlaces, WordsAlone
from msp_select.decision.findings.value_for_money import DearerNotSafer, ValueForMoney
from msp_select.decision.findings.verdict_lines import CheapestBid, OrderOfTheRest, ToSettle, WhoFits
from msp_select.decision.findings.weight_turning_points import (
    FlipWeights,
    HeavyPrice,
    OtherWeights,
    PriceWeightFlip,
    PriceWeights,
)
from msp_select.decision.findings.when_cheapest_wins import WhenRight
from msp_select.decision.handouts.contract_checklist import ContractChecklist
from msp_select.decision.handouts.cost_sheet import CostSheet
from msp_select.decision.handouts.negotiation import Negotiation
from msp_select.decision.handouts.reference_call import CallSheet
from msp_select.decision.handouts.responsibilities import Responsibilities
from msp_select.decision.handouts.review_agenda import ReviewAgenda
from msp_select.decision.handouts.scorecard import Scorecard
from msp_select.decision.handouts.takeover_plan import TakeoverPlan
from msp_select.phrases.en import (
    ask_next,
    audit_trail,
    bid_summary,
    break_even_prices,
    changed_costs,
    contradictions,
    differences,
    direction,
    fewest_changes,
    first_sentence,
    from_documents,
    gut_check,
    headline,
    match,
    money_per_point,
    must_haves,
    negotiation_points,
    next_steps,
    one_page,
    panel_agreement,
    plausibility,
    total_costs,
    two_places,
    uncertainty,
    value_for_money,
    verdict,
    verdict_lines,
    warning_patterns,
    weight_turning_points,
    when_cheapest_wins,
)
from msp_select.phrases.en.handouts import (
    contract_checklist,
    cost_sheet,
    negotiation,
    reference_call,
    responsibilities,
    review_agenda,
    scorecard,
    takeover_plan,
)
from msp_select.phrases.language import Language

ENGLISH = Language(
    code="en",
    wordings={
        **match.WORDINGS,
        **warning_patterns.PATTERNS,
        AskNext: ask_next.ask_next,
        Attention: contradictions.attention,
        BackupTestNotSeen: contradictions.backup_test_not_seen,
        BetterAt: differences.better_at,
        BidSummary: bid_summary.bid_summary,
        BindsLonger: plausibility.binds_longer,
        BreakEvenPrice: break_even_prices.break_even_price,
        CarriedRisk: total_costs.carried_risk,
        ChangedCosts: changed_costs.changed_costs,
        CheapAndVague: contradictions.cheap_and_vague,
        CheapestBid: verdict_lines.cheapest_bid,
        Contest: one_page.contest,
        Coverage: uncertainty.coverage,
        DearerNotSafer: value_for_money.dearer_not_safer,
        Defaults: total_costs.defaults,
        Differences: differences.differences,
        DirectionTest: direction.direction_test,
        DoesBadly: differences.does_badly,
        Driving: direction.driving,
        EvaluatorsDiffer: panel_agreement.evaluators_differ,
        EvenSwaps: money_per_point.even_swaps,
        FeeCountedTwice: plausibility.fee_counted_twice,
        FeeTooLow: plausibility.fee_too_low,
        FewestChanges: fewest_changes.fewest_changes,
        FewestChangesAgainst: fewest_changes.fewest_changes,
        FirstPlaces: uncertainty.first_places,
        FirstSentence: first_sentence.first_sentence,
        FlipWeights: weight_turning_points.flip_weights,
        FreeStartLongLock: contradictions.free_start_long_lock,
        FromDocuments: from_documents.from_documents,
        GutCheck: gut_check.gut_check,
        HeadlineAndTotal: total_costs.headline_and_total,
        HeavyPrice: weight_turning_points.heavy_price,
        HoursAboveFee: contradictions.hours_above_fee,
        IntoTheContract: one_page.into_the_contract,
        KeepToday: direction.keep_today,
        LeavingNotKnown: plausibility.leaving_not_known,
        LowPrice: plausibility.low_price,
        LowestTotal: total_costs.lowest_total,
        MakeAcceptable: negotiation_points.make_acceptable,
        MarksHidden: panel_agreement.marks_hidden,
        MoneyInShort: one_page.money_in_short,
        MostlyOutsideTheFee: plausibility.mostly_outside_the_fee,
        MustHaves: must_haves.must_haves,
        NamesWillChange: contradictions.names_will_change,
        NegotiationPoints: negotiation_points.negotiation,
        NextSteps: next_steps.next_steps,
        NoCandidate: headline.no_candidate,
        NotJudged: headline.not_judged,
        OfferLapsed: plausibility.offer_lapsed,
        OldCertificate: contradictions.old_certificate,
        OrderOfTheRest: verdict_lines.order_of_the_rest,
        OtherWeights: weight_turning_points.other_weights,
        OwnDutiesNotPromised: contradictions.own_duties,
        OwnMustHaves: must_haves.must_haves,
        Premium: money_per_point.premium,
        PriceNeeded: break_even_prices.price_needed,
        PriceWeightFlip: weight_turning_points.price_weight_flip,
        PriceWeights: weight_turning_points.price_weights,
        PromiseOnAnything: contradictions.promise_on_anything,
        ProsAndCons: differences.pros_and_cons,
        QuickWithoutPeople: contradictions.quick_without_people,
        Record: audit_trail.record,
        Risks: negotiation_points.risks,
        SaysTwoThings: two_places.says_two_things,
        Sealed: headline.sealed,
        SpeaksForTheOther: one_page.speaks_for_the_other,
        Standstill: break_even_prices.standstill,
        Sureness: verdict.sureness,
        TaxDiffers: plausibility.tax_differs,
        ToAsk: one_page.to_ask,
        ToSettle: verdict_lines.to_settle,
        TooGoodAtThatLoad: contradictions.too_good_at_that_load,
        UpdatesWithoutResult: contradictions.updates_without_result,
        ValueForMoney: value_for_money.value_for_money,
        WhenRight: when_cheapest_wins.when_right,
        WhoFits: verdict_lines.who_fits,
        WhyNotCheapest: first_sentence.first_sentence,
        WordsAlone: uncertainty.words_alone,
        YardstickUpsideDown: plausibility.yardstick_upside_down,
    },
    sheets={
        CallSheet: reference_call.reference_call,
        ContractChecklist: contract_checklist.contract_checklist,
        CostSheet: cost_sheet.cost_sheet,
        Negotiation: negotiation.negotiation,
        Responsibilities: responsibilities.responsibilities,
        ReviewAgenda: review_agenda.review_agenda,
        Scorecard: scorecard.scorecard,
        TakeoverPlan: takeover_plan.takeover_plan,
    },
)
