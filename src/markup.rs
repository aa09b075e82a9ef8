//! The macro `html!` for markup without events: yew's syntax, built by one function instead of code of its own per
//! element, which makes the pages a good deal smaller to send. Forms, buttons and components use yew's own.

use yew::virtual_dom::{AttributeOrProperty, Attributes, Listeners, VList, VTag};
use yew::{AttrValue, Html};

/// What can be the value of an attribute; none leaves the attribute out.
pub trait Attribute {
    /// The value.
    fn into_value(self) -> Option<AttrValue>;
}

impl Attribute for &'static str {
    fn into_value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Attribute for String {
    fn into_value(self) -> Option<AttrValue> {
        Some(self.into())
    }
}

impl Attribute for AttrValue {
    fn into_value(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn into_value(self) -> Option<AttrValue> {
        self.and_then(T::into_value)
    }
}

/// What can stand inside an element.
pub trait Child {
    /// The node.
    fn into_node(self) -> Html;
}

impl Child for Html {
    fn into_node(self) -> Html {
        self
    }
}

impl Child for AttrValue {
    fn into_node(self) -> Html {
        text(self)
    }
}

impl Child for String {
    fn into_node(self) -> Html {
        text(self.into())
    }
}

impl Child for &'static str {
    fn into_node(self) -> Html {
        text(AttrValue::Static(self))
    }
}

#[inline(never)]
fn text(words: AttrValue) -> Html {
    Html::VText(yew::virtual_dom::VText::new(words))
}

/// An element with its attributes and what is inside it.
///
/// By value and not inlined, so that the code that drops what is left of them isn't repeated for each element.
#[inline(never)]
pub fn element<const A: usize, const C: usize>(
    tag: &'static str,
    keys: &'static [&'static str],
    mut values: [Option<AttrValue>; A],
    mut children: [Html; C],
) -> Html {
    build(tag, keys, &mut values, &mut children)
}

/// An element whose attributes never change.
#[inline(never)]
pub fn fixed_element<const C: usize>(
    tag: &'static str,
    attributes: &'static [(&'static str, AttributeOrProperty)],
    mut children: [Html; C],
) -> Html {
    tag_of(tag, Attributes::Static(attributes), &mut children)
}

/// The value of an attribute that never changes.
pub const fn fixed(value: &'static str) -> AttributeOrProperty {
    AttributeOrProperty::Attribute(AttrValue::Static(value))
}

#[inline(never)]
fn build(
    tag: &'static str,
    keys: &'static [&'static str],
    values: &mut [Option<AttrValue>],
    children: &mut [Html],
) -> Html {
    let values = values.iter_mut().map(|value| value.take().map(AttributeOrProperty::Attribute)).collect();
    tag_of(tag, Attributes::Dynamic { keys, values }, children)
}

#[inline(never)]
fn tag_of(tag: &'static str, attributes: Attributes, children: &mut [Html]) -> Html {
    let children = joined(children);
    VTag::__new_other(AttrValue::Static(tag), Default::default(), None, attributes, Listeners::None, children).into()
}

/// Several nodes as one.
#[inline(never)]
pub fn list<const C: usize>(mut nodes: [Html; C]) -> Html {
    joined(&mut nodes)
}

#[inline(never)]
fn joined(nodes: &mut [Html]) -> Html {
    match nodes {
        [] => Html::default(),
        [one] => std::mem::take(one),
        many => VList::with_children(many.iter_mut().map(std::mem::take).collect(), None).into(),
    }
}

/// The nodes of an iterator as one; always a list, which keyed nodes need.
pub fn each(nodes: impl IntoIterator<Item = Html>) -> Html {
    VList::with_children(nodes.into_iter().collect(), None).into()
}

/// Markup in yew's syntax: elements, `{ expression }`, `{ for iterator }`, `if` with one `else`.
macro_rules! html {
    // The arms that begin with @ are steps: @c reads nodes, @a the attributes of a tag, @i the condition of an `if`; @e makes an
    // element.
    // A step carries what is open around it, then the nodes read so far.
    (@c [] [{$($n:tt)*}]) => { $($n)* };
    (@c [] [$({$($n:tt)*})*]) => { $crate::markup::list([$($($n)*),*]) };
    (@c [(fragment [$($p:tt)*]) $($s:tt)*] [$({$($n:tt)*})*] < / > $($r:tt)*) => {
        $crate::markup::html!(@c [$($s)*] [$($p)* {$crate::markup::list([$($($n)*),*])}] $($r)*)
    };
    (@c [($tag:ident $a:tt [$($p:tt)*]) $($s:tt)*] $n:tt < / $end:ident > $($r:tt)*) => {
        $crate::markup::html!(@c [$($s)*] [$($p)* {{
            const { assert!(stringify!($tag).len() == stringify!($end).len(), "another tag is open") };
            $crate::markup::html!(@e $tag $a $n)
        }}] $($r)*)
    };
    (@c [$($s:tt)*] $n:tt < > $($r:tt)*) => { $crate::markup::html!(@c [(fragment $n) $($s)*] [] $($r)*) };
    (@c $s:tt $n:tt < $tag:ident $($r:tt)*) => { $crate::markup::html!(@a $s $n $tag [] $($r)*) };
    (@c $s:tt [$($n:tt)*] { for $e:expr } $($r:tt)*) => {
        $crate::markup::html!(@c $s [$($n)* {$crate::markup::each($e)}] $($r)*)
    };
    (@c $s:tt [$($n:tt)*] { $e:expr } $($r:tt)*) => {
        $crate::markup::html!(@c $s [$($n)* {$crate::markup::Child::into_node($e)}] $($r)*)
    };
    (@c $s:tt $n:tt if $($r:tt)*) => { $crate::markup::html!(@i $s $n [] $($r)*) };

    (@a $s:tt [$($n:tt)*] $tag:ident $a:tt / > $($r:tt)*) => {
        $crate::markup::html!(@c $s [$($n)* {$crate::markup::html!(@e $tag $a [])}] $($r)*)
    };
    (@a [$($s:tt)*] $n:tt $tag:ident $a:tt > $($r:tt)*) => {
        $crate::markup::html!(@c [($tag $a $n) $($s)*] [] $($r)*)
    };
    (@a $s:tt $n:tt $tag:ident [$($a:tt)*] { $k:ident } $($r:tt)*) => {
        $crate::markup::html!(@a $s $n $tag [$($a)* (var stringify!($k), $k)] $($r)*)
    };
    (@a $s:tt $n:tt $tag:ident [$($a:tt)*] $k:ident $(- $m:ident)* = { $v:expr } $($r:tt)*) => {
        $crate::markup::html!(@a $s $n $tag [$($a)* (var concat!(stringify!($k) $(, "-", stringify!($m))*), $v)] $($r)*)
    };
    (@a $s:tt $n:tt $tag:ident [$($a:tt)*] $k:ident $(- $m:ident)* = $v:literal $($r:tt)*) => {
        $crate::markup::html!(@a $s $n $tag [$($a)* (fix concat!(stringify!($k) $(, "-", stringify!($m))*), $v)] $($r)*)
    };

    (@e $tag:ident [$((fix $k:expr, $v:expr))*] [$({$($n:tt)*})*]) => {
        $crate::markup::fixed_element(
            stringify!($tag), const { &[$(($k, $crate::markup::fixed($v))),*] }, [$($($n)*),*],
        )
    };
    (@e $tag:ident [$(($mark:ident $k:expr, $v:expr))*] [$({$($n:tt)*})*]) => {
        $crate::markup::element(
            stringify!($tag), &[$($k),*], [$($crate::markup::Attribute::into_value($v)),*], [$($($n)*),*],
        )
    };

    (@i $s:tt [$($n:tt)*] [$($c:tt)*] { $($then:tt)* } else { $($else:tt)* } $($r:tt)*) => {
        $crate::markup::html!(@c $s [$($n)* {
            if $($c)* { $crate::markup::html!(@c [] [] $($then)*) } else { $crate::markup::html!(@c [] [] $($else)*) }
        }] $($r)*)
    };
    (@i $s:tt [$($n:tt)*] [$($c:tt)*] { $($then:tt)* } $($r:tt)*) => {
        $crate::markup::html!(@c $s [$($n)* {
            if $($c)* { $crate::markup::html!(@c [] [] $($then)*) } else { yew::Html::default() }
        }] $($r)*)
    };
    (@i $s:tt $n:tt [$($c:tt)*] $x:tt $($r:tt)*) => { $crate::markup::html!(@i $s $n [$($c)* $x] $($r)*) };

    (< $($r:tt)*) => { $crate::markup::html!(@c [] [] < $($r)*) };
    ($e:expr) => { $crate::markup::Child::into_node($e) };
}

pub(crate) use html;
